"""How facts reach the server: what to send and take (pure), when to try again (pure), the network's door."""
