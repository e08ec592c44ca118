"""The store: the only room that speaks to a database. It keeps and finds rows; it decides nothing and sends nothing."""
