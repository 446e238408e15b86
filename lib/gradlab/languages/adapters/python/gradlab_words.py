"""What the arguments of a function mean, by their names: `hidden_layer_size` is h, `lmbda` is lambda."""
import inspect
import re

import gradlab_source

CLASSIC = ["theta", "n", "h", "K", "X", "y", "lambda"]
SIZES = ("n", "h", "K", "m", "sizes", "shapes")

COUNT = r"(?:n|nb|num|anzahl|tam|tama[nñ]o|taille|gr(?:oe|ö)(?:ss|ß)e|dim)"

# Each pattern fits a whole name in small letters without underscores. Where a name has several meanings, the first is
# taken that no plainer name has.
MEANINGS = [
    (r"(?:initial|init|nn|my|all|flat|rolled|unrolled|model|network|net|opt|optimal|vec|current)*"
     r"(?:thetas?|params?|parameters?|weights?|wts?|ws?|coefs?|coefficients?|beta)"
     r"(?:vec|vector|flat|unrolled|unroll|rolled|init|initial|all|s)*", ["theta"]),
    (r"p|x0|z0", ["theta"]),
    (r"t", ["theta", "y"]),
    (r"th|θ", ["theta"]),
    (r"nvis|nvisible|visible(?:size|dim|units?)?|dim|dims", ["n"]),
    (r"n|nin|nx|n0|nbinputs?|(?:n|num|nb|no|number|numberof|nof|dim|sz|size)+(?:of)?"
     r"(?:in|inputs?|inputlayer|features?|pixels|vars|variables)(?:size|dim|dims|units?|nodes?|neurons?|num|n)*", ["n"]),
    (r"(?:in|inputs?|inputlayer|features?|pixels)(?:layer)?(?:size|dim|dims|units?|nodes?|neurons?|num|n|count)+",
     ["n"]),
    (r"ils?|insize|indim|infeatures|sin|layer1|l1size|s1|inputlayer", ["n"]),
    (r"(?:n|num|nb|no|number|numberof|size|sz|dim)*(?:of)?(?:hidden|hid|hiddens|hl)"
     r"(?:s|layer|layers|l)*(?:1|one)?(?:size|dim|dims|units?|nodes?|neurons?|num|n|count)*", ["h"]),
    (r"nh|hls|hs|hn|nhid|s2|l2size|layer2|nhidden", ["h"]),
    (r"h", ["h", "output"]),
    (r"k|nk|ny|nout|nlabels|nclass(?:es)?|ols?|outsize|outdim|nl|s3|"
     r"(?:n|num|nb|no|number|numberof|size|sz|dim|total)*(?:of)?(?:labels?|class(?:es)?|outputs?|out|categories|digits)"
     r"(?:layer|s)*(?:size|dim|dims|units?|nodes?|neurons?|num|n|count)+", ["K"]),
    (r"(?:n|num|nb|no|number|numberof|size|sz|dim|total)+(?:of)?(?:labels?|class(?:es)?|outputs?|out|categories|digits)"
     r"(?:layer|s)*(?:size|dim|dims|units?|nodes?|neurons?|num|n|count)*", ["K"]),
    (r"output(?:layer)?(?:size|dim|units|nodes)", ["K"]),
    (r"x(?:s|1|b|bias|biased|aug|ones|data|mat|matrix|train|tr|batch|in|input|set|norm|scaled|all|i|new|orig|full)*",
     ["X"]),
    (r"(?:train(?:ing)?|input|my|all)*(?:data|dataset|examples?|images?|samples?|batch|set|features)"
     r"(?:x|set|train|mat|matrix)?", ["X"]),
    (r"phi|design(?:matrix)?", ["X"]),
    (r"inputs?|features?|(?:train(?:ing)?)(?:x|inputs?)|inp|a0|a1", ["X", "n"]),
    (r"y(?:s|1|b|k|m|data|mat|matrix|vec|vector|train|tr|batch|true|real|set|labels?|onehot|oh|hot|enc|encoded|bin|binary|"
     r"d|bool|classes|i|new|orig|out|actual|target|all|full)*", ["y"]),
    (r"(?:train(?:ing)?|true|real|actual|expected|desired|my|all|one|hot|encoded|the)*"
     r"(?:targets?|labels?|answers?|truth|groundtruth|tgt|lbls?|classlabels?|onehots?)"
     r"(?:y|vec|mat|matrix|onehot|train|batch|set)*", ["y", "K"]),
    (r"outputs?|classes|tags|expected|wanted|desired", ["y", "K"]),
    (r"(?:my|the|v|p|n|initial|inital|init|regularization|regularisation|reg|weight|nn)*"
     r"(?:lambdas?|lbda?|lam|lamb|lambd|lamda|lmbda|lmd|lmb|lamba|lamdba|lm|ld|lb|λ)"
     r"(?:s|reg|value|val|param|in|term|coef|1|x)*|la", ["lambda"]),
    (r"(?:l2|ridge)?(?:reg|regs|regul|regularization|regularisation|regularizer|regulariser|regularize|penalty|decay)"
     r"(?:strength|rate|param|parameter|term|coef|coeff|coefficient|factor|lambda|lam|const|constant|weight|value|l2|s)*",
     ["lambda"]),
    (r"l|l2|lreg|weightdecay|wd|rlambda|mylambda|regl", ["lambda"]),
    (r"c", ["lambda", "K"]),
    (r"m|mm|nsamples|nexamples|numexamples|numsamples|batchsize|samplesize|numtrain|ntrain|trainsize|datasize|"
     r"(?:num|number|n)(?:of)?(?:training)?(?:examples|samples|data|images|instances)", ["m"]),
    (r"(?:thetas?|weights?|params?|ws?|matrix|matrices)*shapes?", ["shapes"]),
    (r"(?:nn|net|network|layers?|units?|nodes?|neurons?)*(?:sizes|dims|dimensions?|structure|architecture|arch|"
     r"topology|layout|config|layers?|units|nodes|neurons)", ["sizes"]),
    (r"(?:net|network|layers?|nn)(?:size|dim|s)?", ["sizes"]),
    (r"canshu|quanzhong|agirliklar?|a[gğ]ırlıklar?|wagi|gewichten", ["theta"]),
    (r"tezheng(?:shu)?|girdi(?:boyutu|sayisi)|wejscia", ["n"]),
    (r"yincang(?:ceng|shu|jiedian)*|gizli(?:katman|boyutu|sayisi|nöron)*|ukryt[aey]\w*|nascost[aei]\w*", ["h"]),
    (r"leibie(?:shu)?|s[iı]n[iı]f(?:lar|sayisi)*|(?:liczba)?klas|uscit[ae]", ["K"]),
    (r"shuju|tuxiang|veri(?:ler)?|girdi(?:ler)?|wejscie|ingress[io]|obrazy", ["X"]),
    (r"biaoqian|etiket(?:ler)?|etykiety?|cikti(?:lar)?|wyjscie", ["y"]),
    (r"geshu|yangbenshu|[oö]rneksayisi|ornek", ["m"]),
    (r"pesos?|gewichte?|poids|pesi|par[aáâ]m[eèé]tr[eoi]s?|vec|vector|vektor", ["theta"]),
    (COUNT + r"(?:ein(?:gang|g[aä]nge|gabe)?|entradas?|entr[eé]es?|shuru|ingress[oi]|girdi|wejsci[ae])", ["n"]),
    (COUNT + r"(?:versteckte?|verborgene?|ocult[ao]s?|cach[eé]e?s?|yincang|nascost[oi]|gizli|ukryt[ey])", ["h"]),
    (COUNT + r"(?:aus(?:gang|g[aä]nge|gabe)?|salidas?|sa[ií]das?|sorties?|shuchu|uscit[ae]|cikti|wyjsci[ae])", ["K"]),
    (r"ziel(?:e|werte?|vektor)?|objetivos?|cibles?|alvos?|bersagli|mubiao", ["y"]),
    (r"capas|schichten|couches|camadas|strati|gr(?:oe|ö)(?:ss|ß)en|tama[nñ]os|tailles|tamanhos|dimensioni", ["sizes"]),
    (r"(?:n|num|anzahl)*(?:merkmale?|eingaenge|eing[aä]nge|caracter[ií]sticas)", ["n"]),
    (r"(?:n|num|anzahl)*(?:clases|klassen|classi)", ["K"]),
    (r"salidas|sa[ií]das|ausg[aä]nge|sorties", ["K"]),
    (r"ocult[ao]s|verborgene?|versteckte?|cach[eé]e?s", ["h"]),
    (r"entradas|eing[aä]nge|entr[eé]es", ["X", "n"]),
    (r"datos|daten|donn[eé]es|dados|dati|beispiele|ejemplos|exemples|exemplos", ["X"]),
    (r"etiquetas?|etiketten|[eé]tiquettes|r[oó]tulos|etichette|ziele", ["y"]),
]
FLAG = r"(?:is|use|with|do|apply|add|needs?)*(?:reg|regul|regulari[sz](?:ed|e|ation)|penalty|l2)"  # off by default
OUTPUTS = (("h", "h"), ("output", "K"), ("outputs", "K"))  # what a name means without sizes beside
WEAK_LAMBDA = r"learningrate|alpha|lr"  # a rate of decay, or of learning: the last name to be taken for lambda
RATE = re.compile(r"(\w+_)?(lr|eta|alpha|rate|learningrate|step(_?size)?|taux|tas[ao]|taxa|alfa|lernrate|schrittweite|"
                  r"paso|pas|passo|velocidad|vitesse|leersnelheid)(_\w+)?|lr\w*", re.I)
NUMBERED = [
    (r"(?:initial|init|nn|my|opt|new|current|flat)*(?:theta|weights?|wt|w|th|t|syn|wgt|wmat|mat|θ)"
     r"(?:mat|matrix|layer|l)?(\d)(?:vec|mat|matrix|flat|unrolled|s|vals?|values?|array)?", "Theta"),
    (r"(?:initial|init|my)*(?:b|bias|biases|bs)(\d)(?:vec)?", "b"),
    (r"(?:n|num)?(?:h|hidden|hid|nh|hl|hls)(?:layer|layers|units|size|num|n|nodes|l)*(\d)"
     r"(?:size|units|dim|nodes|num|n|layer|neurons)*", "h"),
]
FIRST_MATRIX = r"wih|weightsinputhidden|winputhidden|whidden|hiddenweights|wh|wxh|v|weightshidden|whid|win|thetaa|alpha1"
SECOND_MATRIX = r"who|weightshiddenoutput|whiddenoutput|woutput|outputweights|wo|wy|why|weightsoutput|wout|thetab|alpha2"
FIRST_BIAS, SECOND_BIAS = r"bh|biashidden|bhidden|hiddenbias|bih|bhid", r"bo|by|biasoutput|boutput|outputbias|bho|bout"


class Parameter:
    def __init__(self, name, has_default=False, keyword_only=False, default=None):
        self.name = name
        self.default = default
        self.plain = re.sub(r"^my(?=.)|(?<=..)(?:flattened|flat)$", "", name.lower().replace("_", ""))
        self.has_default = has_default
        self.keyword_only = keyword_only


class Global(str):
    """The name of what a function takes from its file in place of an argument."""


def parameters_of(function):
    """What it takes by name, and the name of its *args if there is one."""
    try:
        given = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None, None
    named = [Parameter(p.name, p.default is not p.empty, p.kind == p.KEYWORD_ONLY, p.default) for p in given
             if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    rest = [p.name for p in given if p.kind == p.VAR_POSITIONAL]
    return named, rest[0] if rest else None


def numbered(plain):
    for pattern, word in NUMBERED:
        found = re.fullmatch(pattern, plain)
        if found:
            return word, int(found.group(1))
    for pattern, word, number in ((FIRST_MATRIX, "Theta", 1), (SECOND_MATRIX, "Theta", 2),
                                  (FIRST_BIAS, "b", 1), (SECOND_BIAS, "b", 2)):
        if re.fullmatch(pattern, plain):
            return word, number
    return None


def meanings(plain):
    for pattern, words in MEANINGS:
        if re.fullmatch(pattern, plain):
            return words
    return []


PARTS = {"X": {"data", "x", "images", "samples", "features", "examples", "inputs"},
         "y": {"y", "label", "labels", "target", "targets", "solution", "solutions", "answers", "classes", "expected"},
         "theta": {"theta", "thetas", "params", "weights"}, "lambda": {"lambda", "lam", "reg", "penalty"}}


def meanings_of_parts(name):
    """digit_data is X, for one of its parts says so, and none says another thing."""
    parts = set(re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower().split("_"))
    found = [word for word, words in PARTS.items() if parts & words]
    return found if len(found) == 1 else []


def assign_numbered(parameters, words):
    """Theta1, Theta2, ...: counted from 0 or 1; a number that stands alone is none."""
    found = {}
    for parameter in parameters:
        kind = numbered(parameter.plain)
        if kind:
            found.setdefault(kind[0], {}).setdefault(kind[1], parameter.name)
    for kind, named in found.items():
        if len(named) < 2 and not (kind == "b" and "Theta" in found):
            continue
        for place, number in enumerate(sorted(named), 1):
            words[named[number]] = f"{kind}{place}"


LAYER = re.compile(r"(?:n|num|size|s|units)?(?:l|layer|s|size|units|dim|n)(\d)(?:size|units|dim|nodes|n)?")


def assign_layers(parameters, words):
    """layer1, layer2, layer3: the sizes of all layers, from the first to the last."""
    found = {LAYER.fullmatch(p.plain): p.name for p in parameters if LAYER.fullmatch(p.plain) and p.name not in words}
    numbered = sorted((int(match.group(1)), name) for match, name in found.items())
    if len(numbered) < 3 or any(after[0] != before[0] + 1 for before, after in zip(numbered, numbered[1:])):
        return
    hidden = ["h"] if len(numbered) == 3 else [f"h{i}" for i in range(1, len(numbered) - 1)]
    words.update(zip([name for _, name in numbered], ["n"] + hidden + ["K"]))


def is_list_of_sizes(value):
    """What a parameter shape=(400, 25, 10) has for its default."""
    return isinstance(value, (tuple, list)) and len(value) >= 3 and all(type(one) is int and one > 0 for one in value)


def assign_one_layer(parameters, words):
    """w and b: one layer, its weights and its bias apart."""
    if words:
        return
    found = [next((p for p in parameters if re.fullmatch(pattern, p.plain)), None)
             for pattern in (r"w|weights?|theta|coefs?|coefficients?|beta", r"b|b0|bias|biases|intercept")]
    if all(found):
        words.update({found[0].name: "Theta1", found[1].name: "b1"})


def assign(parameters, guesses=True, sizes_first=False):
    """A word for each parameter whose name says something; `guesses`: weights may have any name."""
    words = {p.name: "sizes" for p in parameters if is_list_of_sizes(p.default)}
    assign_layers(parameters, words)
    assign_numbered([p for p in parameters if p.name not in words], words)
    assign_one_layer(parameters, words)
    taken = set(words.values())
    left = [p for p in parameters if p.name not in words]
    choices = {p.name: meanings(p.plain) or ([] if p.has_default else meanings_of_parts(p.name)) for p in left}
    choices.update({p.name: ["y", "theta"] for p in left if p.plain == "t" and p is not parameters[0]})
    for most in (1, 9):  # the plain names first, and of x and X the capital
        for parameter in sorted(left, key=lambda p: p.name not in ("X", "y", "K")):
            fitting = [word for word in choices[parameter.name] if word not in taken]
            if parameter.name in words or not fitting or len(choices[parameter.name]) > most:
                continue
            is_size = sizes_first or follows_a_size(parameter, parameters, words)
            words[parameter.name] = next((word for word in fitting if is_size and word in SIZES), fitting[0])
            taken.add(words[parameter.name])
    words.update({p.name: "yes" for p in left if p.default is False and re.fullmatch(FLAG, p.plain)})
    weak = [p for p in left if re.fullmatch(WEAK_LAMBDA, p.plain)]
    if weak and "lambda" not in taken and not sizes_first:
        words[weak[0].name] = "lambda"
    if guesses:
        guess_weights(parameters, words)
    if not {"n", "sizes", "shapes"} & taken and not {"h", "K"} <= taken:  # the h of cost(h, y) is the output
        words.update({p.name: "output" for p in left if (p.plain, words.get(p.name)) in OUTPUTS
                      and type(p.default) is not int})
    return words


def follows_a_size(parameter, parameters, words):
    place = parameters.index(parameter)
    return place > 0 and words.get(parameters[place - 1].name) in ("n", "h")


def guess_sizes(parameters, words, unknown):
    """A name that says nothing is n before h, and h between n and K."""
    for one, before, after in zip(parameters[1:], parameters, parameters[2:] + [None]):
        ends = words.get(before.name), words.get(after.name) if after else None
        word = "n" if ends[1] == "h" else "h" if ends == ("n", "K") else ""
        if one in unknown and word and word not in words.values():
            words[one.name] = word
            unknown.remove(one)


def guess_weights(parameters, words):
    """Names that say nothing, side by side, before or between X and y: cost(A, B, X, y)."""
    known = set(words.values())
    unknown = [p for p in parameters if p.name not in words and not p.has_default]
    guess_sizes(parameters, words, unknown)
    if any(word.startswith(("theta", "Theta")) for word in known) or not unknown:
        return
    if unknown[0] is parameters[0]:
        words[unknown[0].name] = "theta"
    if not {"X", "y"} <= known:
        return
    if {"n", "h", "K", "sizes", "shapes"} & known:
        return
    first = parameters.index(unknown[0])
    if [words.get(p.name) for p in parameters[4:6]] == ["X", "y"]:  # theta and three sizes: the classic order
        return
    guessed = {1: ["theta"], 2: ["Theta1", "Theta2"], 4: ["Theta1", "b1", "Theta2", "b2"]}.get(len(unknown), [])
    if parameters[first:first + len(unknown)] == unknown:
        words.update(zip([p.name for p in unknown], guessed))


# ---- The words for a function ----

def words_for_rest(function, named, rest):
    if gradlab_source.tree_of(function) is not None and not gradlab_source.is_read(function, rest):
        return []
    names = gradlab_source.unpacked_names(function, rest)
    if names:
        words = assign([Parameter("theta")] + [Parameter(name) for name in names])
        if all(name in words for name in names):
            return [words[name] for name in names]
    if not named and not re.fullmatch(r"a|args?|arguments|params?|parameters|rest|extra", rest):
        return None
    given = set(named)
    return [word for word in CLASSIC if word not in given]


def by_name(function, guesses=True):
    """Pairs (word, keyword or None) to call it with; None where a name that it needs says nothing."""
    parameters, rest = parameters_of(function)
    if parameters is None:
        return None
    words = words_of(function, parameters, guesses)
    plan, records = [], []
    for parameter in parameters:
        record = record_at(function, parameter, words)
        if record is not None:
            records.append(record)
            words[parameter.name] = record
        elif parameter.name not in words or words[parameter.name] == "output":
            if not parameter.has_default:
                return None
            continue
        skipped = len(plan) < parameters.index(parameter) or parameter.keyword_only
        plan.append((words[parameter.name], parameter.name if skipped else None))
    if rest:
        words = words_for_rest(function, [word for word, _ in plan], rest)
        return None if words is None else plan + [(word, None) for word in words]
    return plan + [pair for record in records for pair in record.pairs()]


def record_at(function, parameter, words):
    """Where the name says nothing, or that of a config, and the function reads fields of it."""
    import gradlab_records
    if words.get(parameter.name) not in (None, "sizes"):
        return None
    return gradlab_records.record_for(function, parameter.name, parameter.default if parameter.has_default else None)


def words_of(function, parameters, guesses=True):
    words = assign(parameters, guesses)
    if "y" in words.values():
        return words
    for parameter in parameters:
        is_weights = words.get(parameter.name) == "theta"  # for W, b in parameters
        if not is_weights and gradlab_source.is_list_of_pairs(function, parameter.name):
            words[parameter.name] = "pairs"
            break
    return words


def classic(function):
    """The classic order for seven arguments, or for six without lambda; None for other numbers."""
    parameters, rest = parameters_of(function)
    if parameters is None or any(p.keyword_only and not p.has_default for p in parameters):
        return None
    positional = [p for p in parameters if not p.keyword_only]
    needed = len([p for p in positional if not p.has_default])
    if contradicts(positional, CLASSIC):
        return None
    if needed <= 7 <= len(positional):
        return [(word, None) for word in CLASSIC]
    if needed == len(positional) == 6 and not rest:
        return [(word, None) for word in CLASSIC[:6]]
    return None


def contradicts(parameters, order):
    """At least two names plainly mean something else than their place in this order."""
    words = assign(parameters)
    others = [p for p, word in zip(parameters, order) if words.get(p.name, word) != word]
    return len(others) >= 2


def takes_one(function):
    parameters, rest = parameters_of(function)
    if parameters is None or rest or any(p.keyword_only and not p.has_default for p in parameters):
        return False
    needed = len([p for p in parameters if not p.has_default])
    return needed == 1 or (needed == 0 and len(parameters) == 1)


EXAMPLES = {"X", "X1", "XT", "X1T", "pairs"}
LABELS = {"y", "y0", "Y", "YT", "pairs"}


def is_network(words):
    """It takes weights, examples and labels."""
    has_weights = any(word.startswith(("theta", "Theta")) for word in words)
    return has_weights and bool(EXAMPLES & set(words)) and bool(LABELS & set(words))


def suggestion(function):
    """The words for --arguments, as far as the names say them; a ? stands for the rest."""
    parameters, _ = parameters_of(function)
    if not parameters:
        return "theta,X,y,lambda"
    words = words_of(function, parameters)
    return ",".join(words.get(p.name, "?") if words.get(p.name) != "output" else "?" for p in parameters)
