"""Organizations: schools, districts and others, who belongs to them, and in which role."""
