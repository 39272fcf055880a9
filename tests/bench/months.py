"""The rest of a year, made of its newest month."""

import json


def add_rest_of_year(submissions):
    """Beside the shipped months, the newest again for each month up to December."""
    newest = max(path.name for path in submissions.iterdir())
    year, last = newest.split("-")
    for month in range(int(last) + 1, 13):
        period = f"{year}-{month:02}"
        (submissions / period).mkdir()
        following = f"{year}-{month + 1:02}" if month < 12 else f"{int(year) + 1}-01"
        for path in (submissions / newest).glob("*.json"):
            data = json.loads(path.read_text(encoding="utf-8"))
            data["period"] = period
            data["submitted_at"] = following + data["submitted_at"][7:]
            (submissions / period / path.name).write_text(
                json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
