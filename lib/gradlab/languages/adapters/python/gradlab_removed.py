"""Gives back names that NumPy, pandas and scikit-learn have removed, and keeps plots from waiting for a screen."""
import builtins
import functools
import importlib
import importlib.machinery
import sys
import time
import types

used = []  # the remarks of names that were asked for


class Nothing(types.ModuleType):
    """Stands in for matplotlib where there is none: whatever is asked of it is done, and is nothing."""

    def __init__(self, name="nothing"):
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing(name)

    def __call__(self, *arguments, **named):
        return Nothing()

    def __iter__(self):
        return iter([Nothing(), Nothing()])  # fig, ax = plt.subplots()

    def __getitem__(self, key):
        return Nothing()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


class Decorators(types.ModuleType):
    """Stands in for numba and tqdm where they are missing: what is decorated or counted stays as it is."""

    def __init__(self, name):
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return decorate


def decorate(*arguments, **named):
    return arguments[0] if arguments and not isinstance(arguments[0], str) else lambda function: function


NOTHING = ("matplotlib", "mpl_toolkits", "seaborn", "IPython", "pylab")
DECORATORS = ("numba", "tqdm")
MOVED = {"sklearn.externals.joblib": "joblib", "sklearn.cross_validation": "sklearn.model_selection",
         "sklearn.grid_search": "sklearn.model_selection", "sklearn.externals.six": "six",
         "sklearn.externals": "sklearn"}


class StandIns:
    """Finds and loads; asked last, so only where the real one is missing."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in NOTHING + DECORATORS or name in MOVED:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        if spec.name in MOVED:
            note(f"{spec.name} is gone from scikit-learn: {MOVED[spec.name]} stood in for it")
            return importlib.import_module(MOVED[spec.name])
        return (Decorators if spec.name.split(".")[0] in DECORATORS else Nothing)(spec.name)

    def exec_module(self, module):
        pass


def note(remark):
    if remark not in used:
        used.append(remark)


# ---- Names that a package has no more ----

def give_back(module, names, words):
    original = vars(module).get("__getattr__")

    def answer(name):
        if name in names:
            note(words.format(name, getattr(names[name], "__name__", names[name])))
            return names[name]
        if original is not None:
            return original(name)
        raise AttributeError(f"module '{module.__name__}' has no attribute '{name}'")
    module.__getattr__ = answer


def old_numpy(np):
    names = {"int": int, "float": float, "bool": bool, "object": object, "str": str, "complex": complex, "long": int,
             "unicode": str, "float_": np.float64, "complex_": np.complex128, "Inf": float("inf"),
             "Infinity": float("inf"), "infty": float("inf"), "NaN": float("nan"), "NAN": float("nan"),
             "asscalar": lambda a: a.item(), "product": np.prod, "cumproduct": np.cumprod, "alltrue": np.all,
             "sometrue": np.any, "row_stack": np.vstack, "mat": np.asmatrix, "round_": np.round,
             "in1d": getattr(np, "isin", None), "trapz": getattr(np, "trapezoid", None)}
    return {name: value for name, value in names.items() if name not in vars(np) and value is not None}


def patch_numpy(np):
    give_back(np, old_numpy(np), "np.{} is gone from NumPy: {} stood in for it")


def patch_pandas(pd):
    def as_matrix(self, columns=None):
        note("as_matrix() is gone from pandas: .values stood in for it")
        return self.values if columns is None else self[columns].values
    for kind in (pd.DataFrame, pd.Series):
        if not hasattr(kind, "as_matrix"):
            kind.as_matrix = as_matrix
        if not hasattr(kind, "ix"):
            kind.ix = property(lambda self: self.iloc)


def patch_encoder(preprocessing):
    encoder = preprocessing.OneHotEncoder
    original = encoder.__init__

    @functools.wraps(original)
    def start(self, *arguments, **named):
        for old in ("sparse", "categorical_features", "n_values"):
            if old not in named:
                continue
            note(f"OneHotEncoder({old}=) is gone from scikit-learn: it was left out or renamed")
            value = named.pop(old)
            if old == "sparse":
                named["sparse_output"] = value
        if arguments and arguments[0] == "auto":
            arguments = arguments[1:]
        try:
            original(self, *arguments, **named)
        except TypeError:
            named["sparse"] = named.pop("sparse_output", True)  # before the name was changed
            original(self, *arguments, **named)
    encoder.__init__ = start


def do_nothing(*arguments, **named):
    return None


def patch_plots(module):
    for name in ("use", "show", "pause", "ginput", "waitforbuttonpress"):
        if hasattr(module, name) and not isinstance(module, Nothing):
            setattr(module, name, do_nothing)


def patch_pyplot(module):
    """Whatever backend is asked for, it is the one that needs no screen; pyplot itself asks at the first figure."""
    patch_plots(module)
    original = vars(module).get("switch_backend")
    if original is not None:
        module.switch_backend = lambda name=None: original("agg")


def patch_time(module):
    if not hasattr(module, "clock"):
        module.clock = time.perf_counter


PATCHES = {"numpy": patch_numpy, "pandas": patch_pandas, "sklearn.preprocessing": patch_encoder, "time": patch_time,
           "matplotlib": patch_plots, "matplotlib.pyplot": patch_pyplot, "pylab": patch_plots}
patched = set()


def patch_loaded():
    for name in PATCHES.keys() - patched:
        module = sys.modules.get(name)
        is_whole = module is not None and not getattr(getattr(module, "__spec__", None), "_initializing", False)
        if is_whole:
            patched.add(name)
            try:
                PATCHES[name](module)
            except Exception:  # a version that is unlike those known here: as it is
                pass


def install():
    sys.meta_path.append(StandIns())
    original = builtins.__import__

    def import_and_patch(*arguments, **named):
        module = original(*arguments, **named)
        if PATCHES.keys() - patched:
            patch_loaded()
        return module
    builtins.__import__ = import_and_patch
    builtins.get_ipython = Nothing
