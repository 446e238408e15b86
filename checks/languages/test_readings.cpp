// Code that runs in several readings, of which one is meant: of shapes that broadcast silently, sizes that stand
// elsewhere than among the arguments, and parts under any names. Files of learners/as_written, right and wrong.
#include "code.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace test_readings {

using nlohmann::json;
namespace fs = std::filesystem;

TEST_SUITE_BEGIN("kinds");

namespace {

std::string check(const std::string& file) {
  const fs::path folder = fs::path(GRADLAB_CHECKS_DIR) / "languages" / "learners" / "as_written";
  const char* option = file.ends_with(".m") ? "--octave" : "--python";
  return std::string("check --json --no-line ") + option + " '" + (folder / file).string() + "'";
}

// All others of the folder are tried with the tests "as written".
const std::vector<std::string> names = {"softmax_class_loops", "mean_square", "config",
                                        "softmax_w_b",         "w_b_columns", "cost_of_data"};

}  // namespace

TEST_CASE("of several readings the one is judged whose figures belong together; where none do, it is wrong") {
  std::vector<std::string> arguments;
  for (const std::string& name : some_of(names)) {
    arguments.push_back(check("right/read_" + name + ".py"));
    arguments.push_back(check("wrong/read_" + name + ".py"));
  }
  run_ahead(arguments);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    CAPTURE(arguments[i]);
    INFO(run_once(arguments[i]).err);
    CHECK(run_once(arguments[i]).status == static_cast<int>(i % 2));  // 0 agree, 1 disagree
  }
}

TEST_CASE("of two functions that take the same the wrong one is told, and that the other agrees") {
  const std::string report = run_json(check("wrong/two_alike.py"), 1).dump();
  CHECK(report.find("softmax_loss_matrices") != std::string::npos);
  CHECK(report.find("softmax_loss_loops, which takes the same, agrees") != std::string::npos);
  CHECK(run_json(check("right/two_alike.py")).dump().find("softmax_loss_matrices, which takes the same, agrees as well") !=
        std::string::npos);
}

TEST_CASE("of two functions that take the same, but have other costs, the right one agrees and the other is told") {
  const json report = run_json(check("right/two_losses.py"));
  CHECK(report["code"]["function"] == "softmax_loss");
  CHECK(report["code"]["remarks"].dump().find("squared_loss takes the same, has another cost, and disagrees") !=
        std::string::npos);
}

TEST_CASE("a regression that differs from the exercise by a factor is judged by its own cost, and says so") {
  const json report = run_json(check("right/read_mean_square.py"));
  CHECK(report["code"]["remarks"].dump().find("2 times that of the exercise") != std::string::npos);
}

TEST_CASE("a penalty that holds theta(0) in J and in the gradient is left undecided where theta and lambda are named") {
  const auto file = [](const std::string& weights) {
    const std::string text = "import numpy as np\n"
                             "def cost(WEIGHTS, X, y, lam):\n"
                             "    m, h, y = len(X), 1 / (1 + np.exp(-X @ WEIGHTS)), np.ravel(y)\n"
                             "    J = -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))\n"
                             "    return J + lam / 2 / m * WEIGHTS @ WEIGHTS, (X.T @ (h - y) + lam * WEIGHTS) / m\n";
    std::string named = text;
    for (std::size_t at; (at = named.find("WEIGHTS")) != std::string::npos;) named.replace(at, 7, weights);
    return write_file("penalty_" + weights + ".py", named);
  };
  CHECK(run_json("check --no-line --python " + file("theta"), 3)["verdict"] == "undecided");
  CHECK(run_json("check --no-line --python " + file("w"))["verdict"] == "agree");
}

TEST_CASE("a function called alike that dies stops no check of the right one") {
  const std::string learners = GRADLAB_CHECKS_DIR "/languages/learners/python/classic.py";
  const std::string dies = "\n\ndef nnCostFunctionTwo(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, "
                           "Lambda):\n    import os\n    os._exit(4)\n";
  const std::string file = write_file("dies_alike.py", run_shell("cat '" + learners + "'").out + dies);
  const std::string report = run_json("check --no-line --python " + file).dump();
  CHECK(report.find("nnCostFunctionTwo takes the same, and could not be judged") != std::string::npos);
  CHECK(run_gradlab("check --no-line --python " + file + ":nnCostFunctionTwo").status == 2);
}

TEST_CASE("Octave's weights in a struct") {
  if (run_shell("octave-cli --version").status != 0) return;
  CHECK(run_once(check("right/netLoss.m")).status == 0);
}

namespace {

std::string with_slip(std::string text, int slip) { return text.replace(text.find("SLIP"), 4, std::to_string(slip)); }

}  // namespace

TEST_CASE("a class with a vector and a number beside its matrix is judged as it stands") {
  const std::string text = "import numpy as np\n"
                           "class Net:\n"
                           "    def __init__(self, n, h):\n"
                           "        self.W1, self.b1 = 0.1 * np.random.RandomState(0).randn(n, h), np.zeros(h)\n"
                           "        self.w2, self.b2 = 0.1 * np.ones(h), 0.0\n"
                           "    def loss(self, X, y):\n"
                           "        a = np.tanh(X @ self.W1 + self.b1)\n"
                           "        r = a @ self.w2 + self.b2 - y\n"
                           "        d = np.outer(r, self.w2) * (1 - a ** 2) / len(y)\n"
                           "        self.dW1, self.db1 = X.T @ d, d.sum(axis=0)\n"
                           "        self.dw2, self.db2 = a.T @ r / len(y), SLIP * r.mean()\n"
                           "        return 0.5 * np.mean(r ** 2)\n";
  for (const int slip : {1, 2}) {
    CHECK(run_gradlab("check --no-line --python " + write_file("vector_net.py", with_slip(text, slip))).status ==
          slip - 1);
  }
}

TEST_CASE("the lines for a class that cannot be called judge it as they are printed") {
  const std::string text = "import numpy as np\n"
                           "class Line:\n"
                           "    def __init__(self, n):\n"
                           "        self.w, self.b = 0.1 * np.ones(n), 0.0\n"
                           "    def loss(self, X, y):\n"
                           "        r = X @ self.w + self.b - y\n"
                           "        self.dw, self.db = X.T @ r / len(y), SLIP * r.mean()\n"
                           "        return 0.5 * np.mean(r ** 2)\n";
  for (const int slip : {1, 2}) {
    const Run refused = run_gradlab("check --no-line --python " + write_file("line.py", with_slip(text, slip)));
    REQUIRE(refused.status == 2);
    const std::size_t begin = refused.err.find("import numpy");
    REQUIRE(begin != std::string::npos);
    const std::string adapter = write_file("line_adapter.py", refused.err.substr(begin));
    CHECK(run_gradlab("check --no-line --python " + adapter + ":f").status == slip - 1);
  }
}

TEST_SUITE_END();

}  // namespace test_readings
