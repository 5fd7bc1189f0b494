"""What every request passes before the application: limits, hosts, headers."""
