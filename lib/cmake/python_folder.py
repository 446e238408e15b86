"""Where this Python looks for modules below a prefix: python_folder.py PREFIX."""
import site
import sys

prefix = sys.argv[1].rstrip("/")
places = site.getsitepackages() + [site.getusersitepackages()]
usual = f"{prefix}/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
print(next((place for place in places if place.startswith(prefix + "/")), usual))
