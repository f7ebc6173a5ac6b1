"""The public door of Training.zip: makes the configuration of NGINX out of config/trainingzip.toml, and runs NGINX with it."""
