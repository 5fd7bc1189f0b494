MATCH (load:Load {agency: $agency, system: $system})
RETURN load.id, load.extracted_on, load.covers_from, load.covers_to, load.partial, load.present, load.rejected_ids,
       load.finished_at, load.removed_ids, load.giving_up_since
