"""Asks hosts politely, one request at a time to each; knows neither stores nor pages."""
