// Bad input to the command: one line that names the thing, exit status 2, nothing on standard output.
#include "run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace test_bad_input {

TEST_SUITE_BEGIN("bad input");

namespace {

void refuses(const std::string& arguments, const std::string& part_of_message) {
  const Run run = run_gradlab(arguments);
  INFO(arguments << " -> " << run.err);
  CHECK(run.status == 2);
  CHECK(run.out.empty());
  CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
  CHECK(run.err.find(part_of_message) != std::string::npos);
}

}  // namespace

TEST_CASE("options") {
  refuses("check --nonsense", "--nonsense");
  refuses("chekc", "chekc");
  refuses("check --lambda -1", "--lambda");
  refuses("check --lambda nan", "--lambda");
  refuses("check --tolerance nan", "--tolerance");
  refuses("check --timeout nan", "--timeout");
  refuses("check --lambda much", "--lambda");
  refuses("check --hidden 0", "0");
  refuses("check --hidden 999999999", "such a network takes");
  refuses("check --hidden -3", "--hidden");
  refuses("check --parameters some", "--parameters");
  refuses("check --parameters 0", "--parameters");
  refuses("check --method newton", "newton");
  refuses("check --implementation flippedsign", "flipped-sign");
  refuses("check --model perceptron", "--model");
  refuses("check --labels 3", "label");
  refuses("check --model linear_regression --hidden 3", "--hidden");
  refuses("check --model logistic_regression --positive 17", "17");
  refuses("check --seed x", "--seed");
  refuses("compare --sizes 0", "from 1 to 1000000000, but got 0");
  refuses("learn abc", "but got abc");
  refuses("train --alpha 1e300", "below 1e300");
  refuses("compare --sizes 5,x", "--sizes");
  refuses("check --label-column 3", "--label-column is for data of a file");
  refuses("check --targets missing", "--targets is for data of a file");
  for (const char* name : {"--arguments theta", "--length 3", "--timeout 3", "--time-limit 5", "--no-line",
                           "--line-seconds 3", "--typical-size 1", "--lower 0", "--upper 1"}) {
    refuses(std::string("check --data debug ") + name, "is for code of your own");
  }
  for (const char* name : {"check --data", "check --weights", "check --python", "step --octave", "train --save"}) {
    refuses(std::string(name) + " ''", "expected a value, but got nothing");
  }
  refuses("check --implementation loop+flipped-sign", "only mistakes can be joined by +");
  refuses("compare --sizes 5 --save out", "--save");
}

TEST_CASE("a number that its variable cannot hold, or no whole one, is refused with the range") {
  const std::string huge = "99999999999999999999999";
  refuses("check --seed " + huge, "--seed: expected a whole number from 0 to 18446744073709551615, but got " + huge);
  CHECK(run_json("check --data debug --seed 18446744073709551615")["seed"] == 18446744073709551615u);
  for (const std::string option :
       {"check --hidden ", "check --labels ", "check --examples ", "check --length ", "step --example ",
        "train --iterations ", "compare --sizes 5,", "check --threads "}) {
    refuses(option + huge, "expected a whole number from ");
  }
  for (const std::string wrong : {"1.5", "1e3", "0x10", "010", "+5"}) {
    refuses("check --hidden " + wrong, "--hidden: expected a whole number from 1 to 1000000000, but got " + wrong);
  }
  for (const std::string option : {"check --labels ", "check --hidden "}) refuses(option + "0", "from 1 to 1000000000");
  refuses("compare --sizes 50,,5", "but got nothing");
  refuses("compare --sizes 50,", "but got nothing");
}

TEST_CASE("a number out of its range is told the range that holds") {
  refuses("check --budget -1", "--budget: expected a number from 0.001 to 1e+09, but got -1");
  refuses("check --tolerance nan", "--tolerance: expected a number from 0 to 1, but got nan");
  refuses("train --held-out 0.99", "--held-out: expected a number from 0 to 0.95, but got 0.99");
  refuses("sweep --function exp --at much", "--at: expected a number, but got much");
}

TEST_CASE("more examples than can be held or waited for are refused before they are made") {
  for (const std::string verb : {"check", "step", "sweep", "compare", "train --held-out 0"}) {
    refuses(verb + " --data debug --examples 9999999", "at most 1000000 examples, but got 9999999; debug has 5");
  }
  refuses("compare --sizes 5,9999999", "expected at most 1000000 examples");
  refuses("check --memory 400MB --examples 500000", "allow more by --memory");
}

TEST_CASE("the name behind a colon is a name") {
  const std::string file = write_file("named.py", "def f(theta):\n    return float((theta**2).sum()), 2*theta\n");
  for (const std::string wrong : {":", ":f,", ":,f", ":f,,f"}) {
    refuses("check --python " + file + wrong, "should have the name of a function behind its colon");
  }
  CHECK(run_gradlab("check --python " + file + ":f").status == 0);
}

TEST_CASE("weights in one column say how many hidden units there are") {
  std::string weights;
  for (int i = 0; i < 4 * 4 + 3 * 5; ++i) weights += "0.1\n";  // 3-4-3
  const Run run = run_gradlab("check --explain --data debug --weights " + write_file("units.csv", weights));
  CHECK(run.status == 0);
  CHECK(run.out.find("3-4-3") != std::string::npos);
  refuses("check --data debug --weights " + write_file("units.csv", weights + "0.1\n"), "--hidden");
}

TEST_CASE("files") {
  refuses("check --data no/such/file.mat", "no/such/file.mat");
  refuses("check --data /", "/");
  refuses("check --data " + write_file("empty.csv", ""), "empty.csv");
  refuses("check --data " + write_file("ragged.csv", "1,2,1\n3,2\n"), "ragged.csv");
  refuses("check --data " + write_file("text.csv", "1,2,1\n3,x,2\n"), "text.csv");
  refuses("check --data " + write_file("nan.csv", "1,2,1\n3,nan,2\n"), "nan.csv");
  refuses("check --data " + write_file("labels.csv", "1,2,1.5\n3,4,2\n"), "labels.csv: y(0)");
  refuses("train --data " + write_file("labels.csv", "1,2,1.5\n3,4,2\n"), "try --targets");
  refuses("check --data debug --weights " + write_file("short.csv", "1\n2\n3\n"), "short.csv: ");
  refuses("check --weights " + write_file("short.csv", "1\n2\n3\n"), "1885");
  refuses("check --weights no/such/weights.mat", "no/such/weights.mat");
  refuses("compare --data debug --save " + write_file("a_file", "x") + "/below", "--save");
}

TEST_CASE("a path that the system refuses is told with the system's reason") {
  namespace fs = std::filesystem;
  const std::string circle = (scratch_folder() / "circle").string();
  if (!fs::is_symlink(fs::symlink_status(circle))) fs::create_symlink("circle", circle);
  const std::string program = "env HOME=" + scratch_folder().string() + " '" GRADLAB_PROGRAM "' ";
  write_file("p.py", "def f(t):\n    return float(t @ t), 2 * t\n");
  for (const std::string arguments : {"check --data ", "check --weights ", "check --python ", "check --exec ",
                                      "check --python p.py --lower ", "exercise start 1 --folder ",
                                      "exercise check 1 --folder "}) {
    CAPTURE(arguments);
    const Run run = run_shell(program + arguments + circle + "/x.csv");
    CHECK(run.status == 2);
    CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
    CHECK(run.err.find("filesystem error") == std::string::npos);
    CHECK(run.err.find("Too many levels of symbolic links") != std::string::npos);
  }
}

TEST_CASE("a device or pipe is not replaced by what is saved") {
  const std::string pipe = (scratch_folder() / "pipe.csv").string();
  CHECK(run_shell("mkfifo " + pipe).status == 0);
  refuses("train --data iris --iterations 1 --save " + pipe, "pipe.csv cannot be written: it is a device or pipe");
  CHECK(std::filesystem::is_fifo(pipe));
}

TEST_CASE("what is odd about the data is asked for, once, by every verb, and nothing is where nothing is odd") {
  std::string odd = "id,a,label,kind\n", plain = "a,b,label\n";
  for (int i = 0; i < 12; ++i) {
    odd += fmt::format("{},{},{},{}\n", i, i * 5 % 7, i % 3, (i + 1) % 3);
    plain += fmt::format("{},{},{}\n", i * 5 % 7, i * i % 11, i % 3);
  }
  const std::string odd_file = write_file("odd.csv", odd), plain_file = write_file("plain.csv", plain);
  for (const std::string verb : {"check --parameters 2", "step", "train --iterations 1", "sweep", "compare"}) {
    CAPTURE(verb);
    const Run run = run_gradlab(verb + " --data " + odd_file);
    CHECK(run.status == 0);
    CHECK(run.err ==
          "gradlab: odd.csv: column 1, 'id', counts the examples and is left out\n"
          "gradlab: odd.csv: column 2 of X tells the targets: is it meant as a feature?\n");
    CHECK(run_gradlab(verb + " --data " + plain_file).err.empty());
  }
}

TEST_CASE("files that crash the library which reads them") {
  const std::string folder = GRADLAB_CHECKS_DIR "/fuzz/corpus/crashing/";
  for (const std::string name : {"hdf5-links-null", "hdf5-links-null-shorter"}) {
    refuses("check --data " + folder + name, name + ": expected a sound file (HDF5)");
    refuses("check --weights " + folder + name, "save it again");
    refuses("compare --data " + folder + name, "crashed (Segmentation fault)");
  }
}

TEST_CASE("a full disk is noticed") {
  const Run run = run_gradlab("check --data debug > /dev/full && :");
  CHECK(run.status == 2);
}

TEST_CASE("no option at all is no error: it says what to do first") {
  const Run run = run_gradlab("");
  CHECK(run.status == 0);
  CHECK(run.out.find("gradlab check") != std::string::npos);
}

TEST_CASE("a slip in a verb or an option is answered by the right one, anything else by none") {
  const auto error = [](const std::string& arguments) { return run_gradlab(arguments).err; };
  CHECK(error("lern").find("did you mean learn?") != std::string::npos);
  CHECK(error("check --lamda 1").find("did you mean --lambda?") != std::string::npos);
  CHECK(error("help").find("did you mean --help?") != std::string::npos);
  CHECK(error("xyz").find("did you mean") == std::string::npos);
  CHECK(error("check --quite-another 1").find("did you mean") == std::string::npos);
}

namespace {

// Of the bytes that a terminal obeys: ESC, C1 (U+009B), a mark that turns the direction of text, and broken UTF-8.
const std::string hostile = "a\x1b[31m\xc2\x9b\xe2\x80\xae\xff";

bool is_harmless(const std::string& text) {
  const auto has = [&](const std::string& part) { return text.find(part) != std::string::npos; };
  return !has("\x1b") && !has("\xc2\x9b") && !has("\xe2\x80\xae") && !has("\xff");
}

std::string in_quotes(const std::string& word) { return "'" + word + "'"; }

}  // namespace

TEST_CASE("what a terminal would obey is not repeated, in messages and in reports") {
  CHECK(!is_harmless(run_shell("printf %s " + in_quotes(hostile)).out));  // it gets as far as the program
  for (const std::string arguments : {"", "check ", "check --data ", "check --python ", "check --seed ", "step --goto ",
                                      "exercise check ", "check --implementation ", "train --save "}) {
    CAPTURE(arguments);
    const Run run = run_gradlab(arguments + in_quotes(hostile));
    CHECK(run.status == 2);
    CHECK(is_harmless(run.err));
  }
  const std::string data = write_file(hostile + ".csv", "1,2,1\n2,1,2\n3,4,1\n4,1,2\n1,3,1\n");
  const std::string saved = (scratch_folder() / (hostile + ".weights.csv")).string();
  const std::vector<std::string> verbs = {"check --explain", "step", "train --save " + in_quotes(saved)};
  for (const std::string& arguments : verbs) {
    CAPTURE(arguments);
    const Run run = run_gradlab(arguments + " --data " + in_quotes(data));
    CHECK(run.status == 0);
    CHECK(is_harmless(run.out));
    if (arguments != "step") CHECK(run.out.find("a?[31m") != std::string::npos);  // it is named all the same
  }
}

TEST_CASE("the replay line means the same bytes to a shell") {
  for (const std::string& name : {std::string("plain.csv"), std::string("it's a.csv"), hostile + "'\\.csv"}) {
    const std::string data = write_file(name, "1,2,1\n2,1,2\n3,4,1\n4,1,2\n1,3,1\n");
    std::string quoted;
    for (const char c : data) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    const std::string replay = run_json("check --data " + in_quotes(quoted))["replay"];
    const std::string words = replay.substr(std::string("gradlab ").size());
    const std::string script = write_file("replay.sh", "printf '%s' " + words.substr(words.find(" --data ") + 8) + "\n");
    CHECK(run_shell("bash " + script).out.starts_with(data));
  }
}

TEST_SUITE_END();

}  // namespace test_bad_input
