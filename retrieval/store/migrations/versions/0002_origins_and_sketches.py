"""Where a source was last loaded from, and what its articles are recognised by elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; what was stored before has neither, until it is loaded again."""
    op.add_column("source", sa.Column("origin", sa.Text(), nullable=True))
    op.create_table(
        "sketch",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article"),
    )


def downgrade() -> None:
    """Back to the first version."""
    op.drop_table("sketch")
    op.drop_column("source", "origin")
