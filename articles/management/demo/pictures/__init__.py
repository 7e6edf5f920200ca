"""The ten illustrations of the sample issues, drawn with Pillow alone.

They stand where photographs would: no assets to ship, no licences to track.
"""

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from . import forest, greenhouse, landscapes, microscope, observatory, robot, science_bus, wetland
from . import weather_station as weather

_PAINTERS: dict[str, Callable[[], Image.Image]] = {
    "weather-station": weather.weather_station,
    "observatory-night": observatory.observatory_night,
    "wetland-birds": wetland.wetland_birds,
    "terraces": landscapes.terraces,
    "science-bus": science_bus.science_bus,
    "robot-class": robot.robot_class,
    "greenhouse": greenhouse.greenhouse,
    "solar-bridge": landscapes.solar_bridge,
    "microscope": microscope.microscope,
    "forest-stream": forest.forest_stream,
}

NAMES: tuple[str, ...] = tuple(_PAINTERS)


def draw(name: str) -> Image.Image:
    """The finished picture; the same pixels on every run."""
    return _PAINTERS[name]()


def save_all(folder: Path) -> None:
    """Write NAME.png where it is missing: a picture an editor replaced stays replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        target = folder / f"{name}.png"
        if not target.exists():
            draw(name).save(target, compress_level=4)
