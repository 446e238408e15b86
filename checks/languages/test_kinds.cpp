// Each way in which people write that is neither the classic form nor wrong: judged as it stands, right and wrong.
#include "code.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace test_kinds {

using nlohmann::json;

TEST_SUITE_BEGIN("kinds");

namespace {

// The network's cost and gradients; SLIP 1 doubles that of Theta2.
const std::string core = R"(import numpy as np
SLIP = 0
def s(z): return 1 / (1 + np.exp(-z))
def core(A, B, X1, Y, lam):
    m = len(X1)
    a = np.c_[np.ones(m), s(X1 @ A.T)]
    H = s(a @ B.T)
    J = -np.sum(Y * np.log(H) + (1 - Y) * np.log(1 - H)) / m
    J += lam / 2 / m * (np.sum(A[:, 1:]**2) + np.sum(B[:, 1:]**2))
    d = H - Y
    g1 = ((d @ B * a * (1 - a))[:, 1:]).T @ X1 / m
    g2 = d.T @ a / m
    g1[:, 1:] += lam / m * A[:, 1:]
    g2[:, 1:] += lam / m * B[:, 1:]
    return J, g1, (1 + SLIP) * g2
def ones(X): return np.c_[np.ones(len(X)), X]
def hot(y, K): return np.eye(K)[np.ravel(y).astype(int) - 1]
def cut(t, n, h, K): return t[:h * (n + 1)].reshape(h, n + 1), t[h * (n + 1):].reshape(K, h + 1)
def flat(J, g1, g2): return J, np.r_[g1.ravel(), g2.ravel()]
)";

struct Kind {
  std::string name, text;
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = {
      {"order_by_names", "def cost(X, y, theta, reg, hidden_size, input_size, num_labels):\n"
                         "    A, B = cut(theta, input_size, hidden_size, num_labels)\n"
                         "    return flat(*core(A, B, ones(X), hot(y, num_labels), reg))\n"},
      {"thetas", "def cost(theta1, theta2, X, y, lam):\n"
                 "    return flat(*core(theta1, theta2, ones(X), hot(y, len(theta2)), lam))\n"},
      {"with_ones", "def cost(t, n, h, K, X, y, lam):\n"
                    "    return flat(*core(*cut(t, n, h, K), X, hot(y, K), lam))\n"},
      {"class", "class Net:\n"
                "    def __init__(self, n, h, K):\n"
                "        self.W1, self.W2 = np.zeros((h, n + 1)), np.zeros((K, h + 1))\n"
                "    def loss(self, X, y, reg):\n"
                "        J, g1, g2 = core(self.W1, self.W2, ones(X), hot(y, len(self.W2)), reg)\n"
                "        return J, {'W1': g1, 'W2': g2}\n"},
      {"python_2", "def cost(t, n, h, K, X, y, lam):\n"
                   "    for i in xrange(1): print 'called'\n"
                   "    return flat(*core(*cut(t, n, h, K), ones(X), hot(y, K), lam))\n"},
      {"ten_labels", "def cost(t, n, h, K, X, y, lam):\n"
                     "    return flat(*core(*cut(t, n, h, K), ones(X), hot(y, 10), lam))\n"},
      {"fixed_examples", "def cost(t, n, h, K, X, y, lam):\n"
                         "    X1 = np.hstack([np.ones((1500, 1)), X])\n"
                         "    return flat(*core(*cut(t, n, h, K), X1, hot(y, K), lam))\n"},
      {"zero_for_the_last_label", "def cost(t, n, h, K, X, y, lam):\n"
                                  "    Y = np.roll(np.eye(K)[np.ravel(y).astype(int)], -1, axis=1)\n"
                                  "    return flat(*core(*cut(t, n, h, K), ones(X), Y, lam))\n"},
      {"parts", "def forward(t, n, h, K, X):\n"
                "    A, B = cut(t, n, h, K)\n"
                "    a2 = ones(s(ones(X) @ A.T))\n"
                "    out = s(a2 @ B.T)\n"
                "    return a2, out\n"
                "def cost_function(out, t, n, h, K, y, lam):\n"
                "    A, B = cut(t, n, h, K)\n"
                "    Y = hot(y, K)\n"
                "    J = -np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out)) / len(Y)\n"
                "    return J + lam / 2 / len(Y) * (np.sum(A[:, 1:]**2) + np.sum(B[:, 1:]**2))\n"
                "def backprop(t, n, h, K, X, y, lam):\n"
                "    return flat(*core(*cut(t, n, h, K), ones(X), hot(y, K), lam))[1]\n"},
      {"labels_turned", "def cost(t, n, h, K, X, Y, lam):\n"
                        "    assert Y.shape == (K, len(X))\n"
                        "    return flat(*core(*cut(t, n, h, K), ones(X), Y.T, lam))\n"},
      {"varargs", "def cost(t, *args):\n"
                  "    n, h, K, X, y, lam = args\n"
                  "    return flat(*core(*cut(t, n, h, K), ones(X), hot(y, K), lam))\n"},
      {"beside_numerical", "def cost(t, n, h, K, X, y, lam):\n"
                           "    return flat(*core(*cut(t, n, h, K), ones(X), hot(y, K), lam))\n"
                           "def computeNumericalGradient(t, n, h, K, X, y, lam):\n"
                           "    return np.zeros(len(t))\n"},
      {"three_layers", "def cost(p, n, h1, h2, K, X, y, lam):\n"
                       "    a, b = h1 * (n + 1), h2 * (h1 + 1)\n"
                       "    A, B, C = p[:a].reshape(h1, -1), p[a:a + b].reshape(h2, -1), p[a + b:].reshape(K, -1)\n"
                       "    J, g2, g3 = core(B, C, ones(s(ones(X) @ A.T)), hot(y, K), lam)\n"
                       "    a1, m = ones(X), len(X)\n"
                       "    a2 = ones(s(a1 @ A.T))\n"
                       "    a3 = ones(s(a2 @ B.T))\n"
                       "    d3 = ((s(a3 @ C.T) - hot(y, K)) @ C * a3 * (1 - a3))[:, 1:]\n"
                       "    g1 = ((d3 @ B * a2 * (1 - a2))[:, 1:]).T @ a1 / m\n"
                       "    return J, np.r_[g1.ravel(), g2.ravel(), g3.ravel()]\n"},
  };
  return all;
}

std::string with_slip(std::string text) { return text.replace(text.find("SLIP = 0"), 8, "SLIP = 1"); }

std::string notebook_of(const std::string& code) {
  const json cell = {{"cell_type", "code"}, {"metadata", json::object()}, {"outputs", json::array()},
                     {"source", "%matplotlib inline\n!ls\n" + code}};
  return json{{"cells", {cell}}, {"metadata", json::object()}, {"nbformat", 4}, {"nbformat_minor", 5}}.dump();
}

const std::string classic = "def cost(t, n, h, K, X, y, lam):\n"
                            "    return flat(*core(*cut(t, n, h, K), ones(X), hot(y, K), lam))\n";

std::string verdict_of(const std::string& path, int status) {
  return run_json("check --no-line --python '" + path + "'", status)["verdict"];
}

}  // namespace

TEST_CASE("code of each kind is judged as it stands: right code agrees, and the same with a slip disagrees") {
  std::vector<std::string> arguments;
  const std::vector<Kind> some = some_of(kinds());
  for (const Kind& kind : some) {
    const std::string text = core + kind.text;
    arguments.push_back("check --json --no-line --python " + write_file(kind.name + ".py", text));
    arguments.push_back("check --json --no-line --python " + write_file(kind.name + "_wrong.py", with_slip(text)));
  }
  run_ahead(arguments);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    CAPTURE(some[i / 2].name);
    const Run& run = run_once(arguments[i]);
    INFO(run.err);
    CHECK(run.status == static_cast<int>(i % 2));  // 0 agree, 1 disagree
  }
}

TEST_CASE("notebooks, and modules in the folders above and of a package") {
  const std::string text = core + classic;
  CHECK(verdict_of(write_file("notebook.ipynb", notebook_of(text)), 0) == "agree");
  CHECK(verdict_of(write_file("notebook_wrong.ipynb", notebook_of(with_slip(text))), 1) == "disagree");
  for (const char* from : {"from first.core import *\n", "from .core import *\n", "from .elsewhere import *\n"}) {
    const bool is_above = std::string(from).starts_with("from first");
    for (const char* folder : {"course", "course/first", "course/second"}) {
      std::filesystem::create_directories(scratch_folder() / folder);
    }
    write_file(is_above ? "course/first/core.py" : "course/second/core.py", core);
    const std::string file = write_file("course/second/network.py", from + classic);
    if (std::string(from).find("elsewhere") == std::string::npos) CHECK(verdict_of(file, 0) == "agree");
    else refuses("check --no-line --python '" + file + "'", {"network.py, line 3", "NameError", "line 1 could not be run"});
  }
}

TEST_CASE("helpers are never judged in place of a network that could not be called, and the line to type is told") {
  const std::string text = "import numpy as np\n"
                           "def sigmoid(z): return 1 / (1 + np.exp(-z))\n"
                           "def sigmoid_gradient(z): return sigmoid(z) * (1 - sigmoid(z))\n";
  const std::string network = "def network_cost(A, B, Q, X, Y): return 1.0\n"
                              "def network_gradient(A, B, Q, X, Y): return np.zeros(38)\n";
  refuses("check --no-line --python " + write_file("helpers.py", text + network),
          {"--python helpers.py:network_cost,network_gradient --arguments theta,?,?,X,y"});
  const json report = run_json("check --no-line --python " + write_file("helpers.py", text + core + classic));
  CHECK(report["code"]["function"] == "cost");
}

TEST_CASE("a backprop that needs h = K is told so, with the options; one that fails otherwise is not") {
  const std::string cost = core + "def cost(t, n, h, K, X, y, lam):\n"
                                  "    return core(*cut(t, n, h, K), ones(X), hot(y, K), lam)[0]\n";
  const std::string backprop = "def backprop(t, n, h, K, X, y, lam):\n"
                               "    J, g1, g2 = core(*cut(t, n, h, K), ones(X), hot(y, K), lam)\n";
  const std::string square = write_file("square.py", cost + backprop + "    return J, np.c_[g1, g2].ravel()\n");
  refuses("check --no-line --python " + square, {"backprop fails", "--hidden 3 --labels 3", "cost runs"});
  const std::string other = write_file("other.py", cost + backprop + "    return J, g1 @ g1\n");
  const Run run = run_gradlab("check --no-line --python " + other);
  CHECK(run.status == 2);
  CHECK(run.err.find("backprop fails") != std::string::npos);
  CHECK(run.err.find("--labels") == std::string::npos);
}

TEST_CASE("of all tries the one that came furthest is told") {
  const std::string text = core + "def cost(t, n, h, K, X, y, lam):\n"
                                  "    Y = np.eye(K)[np.ravel(y) - 1]\n"
                                  "    J, g1, g2 = core(*cut(t, n, h, K), ones(X), Y, lam)\n"
                                  "    return J, Gradient\n";
  refuses("check --no-line --python " + write_file("furthest.py", text), {"line 23", "name 'Gradient' is not defined"});
}

TEST_CASE("J alone: the gradient that is not there is not called right") {
  const std::string text = core + "def cost(t, n, h, K, X, y, lam):\n"
                                  "    return 1.1 * core(*cut(t, n, h, K), ones(X), hot(y, K), lam)[0]\n";
  const Run alone = run_gradlab("check --no-line --python " + write_file("alone.py", text));
  CHECK(alone.status == 1);
  CHECK(alone.out.find("gradient is right") == std::string::npos);
  const Run beside = run_gradlab("check " + option_for({"python/wrong_cost.py", ""}));
  CHECK(beside.out.find("gradient is right") != std::string::npos);
}

TEST_CASE("a block of weights of its own that is twice what it should be is named") {
  const auto check = [](const char* file) {
    return run_gradlab("check --no-line " + option_for({std::string("kinds/wrong/") + file, ""})).out;
  };
  CHECK(check("cost_with_cache.py").find("constant factor") != std::string::npos);
  CHECK(check("backward_takes_nothing.py").find("constant factor") == std::string::npos);
}

TEST_CASE("a loop that goes on from weights which it has just changed is not called right") {
  const std::string head = "import numpy as np\n"
                           "rs = np.random.RandomState(3)\n"
                           "X = rs.randn(40, 2)\n"
                           "y = (X[:, :1] * X[:, 1:] > 0).astype(float)\n"
                           "V = rs.randn(2, 5)\n"
                           "W = rs.randn(5, 1)\n"
                           "sig = lambda z: 1 / (1 + np.exp(-z))\n"
                           "for turn in range(100):\n"
                           "    hidden = sig(X @ V)\n"
                           "    out = sig(hidden @ W)\n"
                           "    cost = -np.mean(y * np.log(out) + (1 - y) * np.log(1 - out))\n"
                           "    off = (out - y) / len(X)\n";
  const std::string of_V = "    V -= 0.4 * X.T @ ((off @ W.T) * hidden * (1 - hidden))\n";
  const std::string of_W = "    W -= 0.4 * hidden.T @ off\n";
  CHECK(run_gradlab("check --no-line --python " + write_file("in_order.py", head + of_V + of_W)).status == 0);
  const Run late = run_gradlab("check --no-line --python " + write_file("out_of_order.py", head + of_W + of_V));
  CHECK(late.status == 2);
  CHECK(late.err.find("line 13 changes W, and line 14 goes on from the changed W") != std::string::npos);
}

TEST_CASE("an Octave loop that goes on from weights which it has just changed is not called right") {
  const std::string head = "X = [0 0; 0 1; 1 0; 1 1];\ny = [0; 1; 1; 0];\nV = [.3 -.2 .1; .2 .4 -.5];\nW = [.1; -.3; .2];\n"
                           "for turn = 1:100\n"
                           "  hidden = 1 ./ (1 + exp (-X * V));\n"
                           "  out = 1 ./ (1 + exp (-hidden * W));\n"
                           "  J = -mean (y .* log (out) + (1 - y) .* log (1 - out));\n"
                           "  off = (out - y) / 4;\n";
  const std::string of_V = "  V = V - 0.4 * X' * ((off * W') .* hidden .* (1 - hidden));\n";
  const std::string of_W = "  W = W - 0.4 * hidden' * off;\n";
  CHECK(run_gradlab("check --no-line --octave " + write_file("in_order.m", head + of_V + of_W + "end\n")).status == 0);
  const Run late = run_gradlab("check --no-line --octave " + write_file("out_of_order.m", head + of_W + of_V + "end\n"));
  CHECK(late.status == 2);
  CHECK(late.err.find("the loop changes W, and V comes from the changed W") != std::string::npos);
}

TEST_CASE("a cost that the file does not have is said to be ours in the first ten lines") {
  const Run run = run_gradlab("check --no-line " + option_for({"kinds/right/moves_without_cost.py", ""}));
  CHECK(run.status == 0);
  CHECK(run.out.find("it has no cost of its own") != std::string::npos);
}

TEST_CASE("a wrong function that gives J and the gradient is not hidden by a plainer cost beside it") {
  const std::string head = "import numpy as np\n"
                           "def sigmoid(z):\n"
                           "    return 1 / (1 + np.exp(-z))\n"
                           "def cost(theta, X, y):\n"
                           "    h = sigmoid(X @ theta)\n"
                           "    return -(y @ np.log(h) + (1 - y) @ np.log(1 - h)) / len(y)\n"
                           "def costReg(theta, X, y, lbda):\n"
                           "    slope = X.T @ (sigmoid(X @ theta) - y) / len(y)\n"
                           "    slope[1:] += lbda / len(y) * theta[1:]\n";
  const std::string right = "    return cost(theta, X, y) + lbda / (2 * len(y)) * theta[1:] @ theta[1:], slope\n";
  const std::string wrong = "    return cost(theta, X, y) + lbda * theta[1:] @ theta[1:] / (lbda * len(y)), slope\n";
  CHECK(run_gradlab("check --no-line --python " + write_file("reg.py", head + right)).status == 0);
  const Run run = run_gradlab("check --no-line --python " + write_file("wrong_reg.py", head + wrong));
  CHECK((run.status == 1 || run.status == 3));  // at lambda 0 its cost is no number
}

TEST_CASE("a module of Python 2 beside the file is translated, and a function that a course's module has stands in") {
  write_file("old_helpers.py", "import numpy as np\ndef logistic(z):\n    return 1 / (1 + np.exp(-z))\n"
                               "if __name__ == '__main__': print 'done'\n");
  const std::string text = "import numpy as np\n"
                           "from old_helpers import logistic\n"
                           "from course_utils import relu\n"
                           "def cost(theta, X, y):\n"
                           "    h = logistic(X @ theta)\n"
                           "    return -(y @ np.log(h) + (1 - y) @ np.log(1 - h)) / len(y) + 0 * relu(1)\n"
                           "def gradient(theta, X, y):\n"
                           "    return X.T @ (logistic(X @ theta) - y) / len(y)\n";
  const Run run = run_gradlab("check --no-line --explain --python " + write_file("new.py", text));
  CHECK(run.status == 0);
  CHECK(run.out.find("old_helpers.py is Python 2") != std::string::npos);
  CHECK(run.out.find("relu is not in the file") != std::string::npos);
  const Run missing = run_gradlab("check --no-line --python " +
                                  write_file("new.py", std::string(text).replace(text.rfind("relu"), 4, "other")));
  CHECK(missing.status == 2);
}

TEST_CASE("a class whose cost comes alone promises none: another cost than ours is not called wrong") {
  const std::string net = "import numpy as np\n"
                          "class Net:\n"
                          "    def __init__(self, n, h, K):\n"
                          "        self.W1, self.W2 = np.random.rand(n, h), np.random.rand(h, K)\n"
                          "    def loss(self, X, Y):\n"
                          "        S = 1 / (1 + np.exp(-X @ self.W1))\n"
                          "        return np.sum((1 / (1 + np.exp(-S @ self.W2)) - Y) ** 2) / (2 * len(X))\n";
  const Run alone = run_gradlab("check --no-line --python " + write_file("cost_of_a_class.py", net));
  CHECK(alone.status == 2);
  CHECK(alone.err.find("returns J alone") != std::string::npos);
}

TEST_CASE("the adapter that is printed for a class runs as it is pasted, and none is printed where none fits") {
  const std::string net = "import numpy as np\n"
                          "class Brain:\n"
                          "    def __init__(self, sizes):\n"
                          "        self.layers = [np.sin(np.arange(1.0, a * b + 1)).reshape(b, a)\n"
                          "                       for a, b in zip(sizes, sizes[1:])]\n"
                          "    def feed(self, X, keep=True):\n"
                          "        self.seen = [X]\n"
                          "        for w in self.layers: self.seen.append(1 / (1 + np.exp(-w @ self.seen[-1])))\n"
                          "        return self.seen[-1]\n"
                          "    def back(self, X, wanted):\n"
                          "        d, found = (self.feed(X) - wanted) / X.shape[1], []\n"
                          "        for w, a in list(zip(self.layers, self.seen))[::-1]:\n"
                          "            found.insert(0, d @ a.T)\n"
                          "            d = (w.T @ d) * a * (1 - a)\n"
                          "        return found\n";
  const auto pasted = [](const std::string& name, const std::string& text) {
    const Run run = run_gradlab("check --no-line --python " + write_file(name + ".py", text));
    CHECK(run.status == 2);
    const std::size_t begin = run.err.find("\n\nimport numpy");
    return begin == std::string::npos ? run.err : run.err.substr(begin + 2);
  };
  const std::string right = write_file("adapter_of_brain.py", pasted("brain", net));
  CHECK(verdict_of(right + ":f", 0) == "agree");
  std::string slip = net;
  slip.replace(slip.find("a * (1 - a)"), 11, "a * (1 + a)");
  const std::string wrong = write_file("adapter_of_slip.py", pasted("slipped_brain", slip));
  CHECK(verdict_of(wrong + ":f", 1) == "disagree");
  std::string other = net;
  other.replace(other.find(" - wanted"), 9, " + wanted");
  CHECK(pasted("other_brain", other).find("class Brain with back(X, wanted): no adapter was found") != std::string::npos);
}

TEST_CASE("regressions of one's own are judged beside ours") {
  const std::string text = "import numpy as np\n"
                           "def cost(theta, X, y, lam):\n"
                           "    m, h, y = len(X), 1 / (1 + np.exp(-X @ theta)), np.ravel(y)\n"
                           "    J = -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))\n"
                           "    rest = np.r_[0, theta[1:]]\n"
                           "    return J + lam / 2 / m * rest @ rest, (X.T @ (h - y) + lam * {}) / m\n";
  CHECK(verdict_of(write_file("regression.py", fmt::format(fmt::runtime(text), "rest")), 0) == "agree");
  CHECK(verdict_of(write_file("regression.py", fmt::format(fmt::runtime(text), "theta")), 1) == "disagree");
}

TEST_CASE("penalties and factors that are wrong in their own way are named") {
  const std::string head = core + "def cost(t, n, h, K, X, y, lam):\n"
                                  "    A, B = cut(t, n, h, K)\n"
                                  "    J, g1, g2 = core(A, B, ones(X), hot(y, K), lam)\n";
  const auto names = [&](const std::string& line) {
    const json report = run_json("check --no-line --python " + write_file("named.py", head + line), 1);
    return report["findings"].dump();
  };
  const std::string ones_in_bias = names("    g1[:, 0] += lam / len(X); g2[:, 0] += lam / len(X)\n"
                                         "    return flat(J, g1, g2)\n");
  CHECK(ones_in_bias.find("ones-in-bias-column") != std::string::npos);
  const std::string over_n = names("    c = len(X) / n\n    return flat(c * J, c * g1, c * g2)\n");
  CHECK(over_n.find("m/n or m/K") != std::string::npos);
  CHECK(over_n.find("ones-in-bias-column") == std::string::npos);
}

// ---- Octave ----

namespace {

const std::string octave_head = "function [J, grad{}] = nnCostFunction(p, n, h, K, X, y, lambda)\n"
                                "A = reshape(p(1:h*(n+1)), h, n+1);\nB = reshape(p(h*(n+1)+1:end), K, h+1);\n"
                                "m = size(X, 1);\n";
const std::string octave_tail = "s = @(z) 1 ./ (1 + exp(-z));\nX = [ones(m, 1) X];\na = [ones(m, 1) s(X * A')];\n"
                                "H = s(a * B');\nY = (1:K) == y;\n"
                                "J = -sum(sum(Y .* log(H) + (1 - Y) .* log(1 - H))) / m;\n"
                                "J = J + lambda / 2 / m * (sum(sum(A(:, 2:end).^2)) + sum(sum(B(:, 2:end).^2)));\n"
                                "d = (H - Y) * B .* a .* (1 - a);\n"
                                "g = d(:, 2:end)' * X / m;\ng(:, 2:end) = g(:, 2:end) + lambda / m * A(:, 2:end);\n"
                                "k = (H - Y)' * a / m;\nk(:, 2:end) = k(:, 2:end) + lambda / m * B(:, 2:end);\n"
                                "grad = [g(:); k(:)];\nend\n";

std::string in_octave(const std::string& more_results, const std::string& lines) {
  return fmt::format(fmt::runtime(octave_head), more_results) + lines + octave_tail;
}

std::string with_octave_slip(std::string text) { return text.replace(text.find("k(:)]"), 5, "2*k(:)]"); }

}  // namespace

TEST_CASE("Octave in Latin-1, with more results, with commands behind it, with strings of all quotes" *
          doctest::test_suite("thorough")) {
  if (run_shell("octave-cli --version").status != 0) return;
  const std::vector<Kind> all = {
      {"latin", in_octave("", "% r\xE9seau\n")},
      {"four", in_octave(", g, k", "")},
      {"behind", in_octave("", "") + "disp('100% done');\nx = 'say \"for';\ny = \"if % while\";\n"},
      {"quotes", "x = \"it\"\"s a 'quote\"; y = 'say \"for'; z = \"if % while\";\n" +
                     in_octave("", "t = 'say \"for'; u = [A' B(1, 1)*ones(n + 1, 1)]'; v = \"if % while\";\n")},
  };
  for (const Kind& kind : all) {
    CAPTURE(kind.name);
    std::filesystem::create_directories(scratch_folder() / kind.name);
    const std::string file = write_file(kind.name + "/nnCostFunction.m", kind.text);
    CHECK(run_json("check --no-line --octave '" + file + "'")["verdict"] == "agree");
    write_file(kind.name + "/nnCostFunction.m", with_octave_slip(kind.text));
    CHECK(run_json("check --no-line --octave '" + file + "'", 1)["verdict"] == "disagree");
  }
}

TEST_CASE("what only MATLAB has is told, and a helper is not judged in place of a cost that cannot be parsed") {
  if (run_shell("octave-cli --version").status != 0) return;
  const auto refuses_octave = [](const std::string& text, const std::vector<std::string>& parts) {
    refuses("check --no-line --octave " + write_file("matlab.m", text), parts);
  };
  refuses_octave("x = 1;\n" + in_octave("", "msg = \"cost\" + \" of\";\n"), {"[a, b] joins them in both"});
  refuses_octave("x = 1;\n" + in_octave("", "msg = string(m);\n"), {"num2str"});
  const std::string helpers = "x = 1;\nfunction g = sigmoid(z)\ng = 1 ./ (1 + exp(-z));\nend\n";
  refuses_octave(helpers + in_octave("", "path = \"C:\\\";\n"),
                 {"it defines: sigmoid, nnCostFunction", "cannot be parsed"});
}

TEST_SUITE_END();

}  // namespace test_kinds
