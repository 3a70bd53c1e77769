"""Steps and Journey: what is answered decides where one may go."""
