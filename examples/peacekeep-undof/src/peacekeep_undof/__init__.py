"""
The UN Disengagement Observer Force for peacekeep: data and words, and no code.

An entry point offers `EXTENSION`; `peacekeep.open_dataset("undof")` opens the dataset.
"""

from importlib.resources import files

from peacekeep import authoring


__all__ = ["EXTENSION"]

EXTENSION = authoring.Extension(
    name="undof",
    codes=(
        authoring.Codes(
            "base_type",
            open=True,
            codes=authoring.glossary(
                "https://undof.unmissions.org/operations",
                """
                position: position
                    Post of troops in or beside the area that they watch.
                """,
            )
            | authoring.glossary(
                "peacekeep-undof",
                """
                checkpoint: checkpoint
                    Post at which the mission sees who and what passes.
                """,
            ),
        ),
        authoring.Codes(
            "measure",
            open=True,
            codes=authoring.glossary(
                "https://doi.org/10.1177/0022343317731152",
                """
                personnel_shortfall: personnel shortfall
                    People whom a mission is authorised to have, and has not.
                """,
            ),
        ),
    ),
    datasets={"undof": files("peacekeep_undof").joinpath("data", "undof.json")},
)
"""What this distribution adds to peacekeep."""
