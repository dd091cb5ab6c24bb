"""BEIR folders, runs, measures, reports."""
