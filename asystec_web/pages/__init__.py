"""One module per page: they bind and arrange, and decide nothing."""
