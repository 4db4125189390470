"""The method, tried from outside: commands in, the queue out."""
