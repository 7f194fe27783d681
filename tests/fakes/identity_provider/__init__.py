"""A real identity provider (OpenID Connect), in a process of its own: allauth's, with its own pages and database."""
