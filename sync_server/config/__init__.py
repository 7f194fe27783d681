"""What joins the apps into a server: settings, addresses, middleware, the command line."""
