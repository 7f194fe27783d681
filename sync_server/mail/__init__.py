"""Mail: kept in a queue in the database, sent outside the request, tried again until it is through."""
