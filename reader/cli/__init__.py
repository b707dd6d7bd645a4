"""The command line: stdout is data, stderr is the rest; one module a command, imported when asked for."""
