"""From a source to a `Message`: the writer's own words only, every character traceable."""
