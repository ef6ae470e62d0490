"""The agreement on conditions of activity as a document: its versioned template, its text, PDF and DOCX (clause 34)."""
