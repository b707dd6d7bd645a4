"""Widgets: state comes down by data_bind, messages go up; none knows its parent or siblings."""
