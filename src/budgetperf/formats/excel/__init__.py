"""
An Excel file as pages of lines and grids: numbers as the sheet shows them, hidden parts set aside and told.

openpyxl comes in where a workbook is read, and nowhere else; nothing of what a form means.
"""
