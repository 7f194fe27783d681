"""Writing modules: what `cor-content` reads, checks and packs. Authors need Markdown and a little YAML, no code."""
