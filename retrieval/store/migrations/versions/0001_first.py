"""The corpus and the people: all tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "access_request",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("room", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index(op.f("ix_access_request_person"), "access_request", ["person"], unique=False)
    op.create_index(op.f("ix_access_request_room"), "access_request", ["room"], unique=False)
    op.create_table(
        "counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "invite",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "name",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "text", name="uq_name_kind_text"),
    )
    op.create_index("ix_name_text", "name", ["text"], unique=False)
    op.create_table(
        "note",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_standing"), "person", ["standing"], unique=False)
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("thread", sa.BigInteger(), nullable=True),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chat", "message", name="uq_question_chat_message"),
    )
    op.create_index("ix_question_at", "question", ["at"], unique=False)
    op.create_index(
        "ix_question_chat_person_at", "question", ["chat", "person", "at"], unique=False
    )
    op.create_index("ix_question_person_at", "question", ["person", "at"], unique=False)
    op.create_table(
        "release",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("activated", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(
        "uq_release_active",
        "release",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_table(
        "room",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_room_standing"), "room", ["standing"], unique=False)
    op.create_table(
        "sent_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("tag", "chat", "message", name="uq_sent_message"),
    )
    op.create_index(
        "ix_sent_message_chat_message", "sent_message", ["chat", "message"], unique=False
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("recipe", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("day_origin", sa.String(), nullable=True),
        sa.Column("read_warnings", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("furniture", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("loaded", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_source_name_digest", "source", ["name", "digest"], unique=False)
    op.create_table(
        "taken_update",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sending", sa.Boolean(), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_taken_update_finished"), "taken_update", ["finished"], unique=False)
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_article_article_id"), "article", ["article_id"], unique=False)
    op.create_index(op.f("ix_article_date"), "article", ["date"], unique=False)
    op.create_index(op.f("ix_article_source"), "article", ["source"], unique=False)
    op.create_table(
        "feedback",
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["question.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("question", "person"),
    )
    op.create_index(op.f("ix_feedback_at"), "feedback", ["at"], unique=False)
    op.create_table(
        "notice",
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("release", "number"),
    )
    op.create_table(
        "release_source",
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.number"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["source"], ["source.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("release", "source"),
    )
    op.create_index(op.f("ix_release_source_source"), "release_source", ["source"], unique=False)
    op.create_table(
        "source_lines",
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", "first"),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_event_article"), "event", ["article"], unique=False)
    op.create_index("ix_event_days_last", "event", ["days", "last"], unique=False)
    op.create_index("ix_event_first", "event", ["first"], unique=False)
    op.create_table(
        "naming",
        sa.Column("name", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["name"], ["name.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("name", "article"),
    )
    op.create_index(op.f("ix_naming_article"), "naming", ["article"], unique=False)
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_passage_article"), "passage", ["article"], unique=False)
    op.create_table(
        "post_held",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("post", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("person_start", sa.Integer(), nullable=False),
        sa.Column("person_stop", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["name.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["post"], ["name.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "number"),
    )
    op.create_index(op.f("ix_post_held_person"), "post_held", ["person"], unique=False)
    op.create_index(op.f("ix_post_held_post"), "post_held", ["post"], unique=False)
    op.create_table(
        "terms",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "attendance",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["event.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["name.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "event"),
    )
    op.create_index(op.f("ix_attendance_event"), "attendance", ["event"], unique=False)


def downgrade() -> None:
    """Back to the one before."""
    op.drop_index(op.f("ix_attendance_event"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_table("terms")
    op.drop_index(op.f("ix_post_held_post"), table_name="post_held")
    op.drop_index(op.f("ix_post_held_person"), table_name="post_held")
    op.drop_table("post_held")
    op.drop_index(op.f("ix_passage_article"), table_name="passage")
    op.drop_table("passage")
    op.drop_index(op.f("ix_naming_article"), table_name="naming")
    op.drop_table("naming")
    op.drop_index("ix_event_first", table_name="event")
    op.drop_index("ix_event_days_last", table_name="event")
    op.drop_index(op.f("ix_event_article"), table_name="event")
    op.drop_table("event")
    op.drop_table("source_lines")
    op.drop_index(op.f("ix_release_source_source"), table_name="release_source")
    op.drop_table("release_source")
    op.drop_table("notice")
    op.drop_index(op.f("ix_feedback_at"), table_name="feedback")
    op.drop_table("feedback")
    op.drop_index(op.f("ix_article_source"), table_name="article")
    op.drop_index(op.f("ix_article_date"), table_name="article")
    op.drop_index(op.f("ix_article_article_id"), table_name="article")
    op.drop_table("article")
    op.drop_index(op.f("ix_taken_update_finished"), table_name="taken_update")
    op.drop_table("taken_update")
    op.drop_index("ix_source_name_digest", table_name="source")
    op.drop_table("source")
    op.drop_index("ix_sent_message_chat_message", table_name="sent_message")
    op.drop_table("sent_message")
    op.drop_index(op.f("ix_room_standing"), table_name="room")
    op.drop_table("room")
    op.drop_index(
        "uq_release_active",
        table_name="release",
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.drop_table("release")
    op.drop_index("ix_question_person_at", table_name="question")
    op.drop_index("ix_question_chat_person_at", table_name="question")
    op.drop_index("ix_question_at", table_name="question")
    op.drop_table("question")
    op.drop_index(op.f("ix_person_standing"), table_name="person")
    op.drop_table("person")
    op.drop_table("note")
    op.drop_index("ix_name_text", table_name="name")
    op.drop_table("name")
    op.drop_table("invite")
    op.drop_table("counter")
    op.drop_index(op.f("ix_access_request_room"), table_name="access_request")
    op.drop_index(op.f("ix_access_request_person"), table_name="access_request")
    op.drop_table("access_request")
