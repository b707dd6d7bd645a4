"""What `tinvl doctor` looks at. Each check gives findings; none opens, changes or repairs a store."""
