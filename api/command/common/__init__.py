"""What all commands share: options, output, progress, and how they run and end."""
