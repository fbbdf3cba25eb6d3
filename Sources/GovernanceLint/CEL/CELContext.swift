struct CELContext {}
