"""How Alembic reaches the store: by the connection, inside its transaction, that upgrade.py hands over."""

from __future__ import annotations

from alembic import context

from interview_tui.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the one transaction around everything is begun and ended by the caller
    render_as_batch=True,
)
context.run_migrations()
