#include "teach/exercises/attempt.hpp"

#include "gradlab/languages/adapters.hpp"
#include "gradlab/languages/shape_advice.hpp"
#include "gradlab/languages/spelling.hpp"
#include "gradlab/process/child.hpp"
#include "teach/exercises/compiler.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace gradlab::teach {

namespace {

namespace fs = std::filesystem;

// ---- Numbers as JSON ----

double read_number(const Json& json) {
  if (json.is_number()) return json.get<double>();
  const std::string& word = json.get_ref<const std::string&>();
  if (word == "Infinity") return arma::datum::inf;
  return word == "-Infinity" ? -arma::datum::inf : arma::datum::nan;
}

arma::mat read_vector(const Json& json) {
  arma::mat column(json.size(), 1);
  for (arma::uword i = 0; i < column.n_elem; ++i) column(i) = read_number(json[i]);
  return column;
}

arma::mat read_matrix(const Json& json) {
  arma::mat matrix(json.size(), json[0].size());
  for (arma::uword i = 0; i < matrix.n_rows; ++i) matrix.row(i) = read_vector(json[i]).st();
  return matrix;
}

arma::mat read_result(const Json& json) {
  if (!json.is_array()) return {read_number(json)};
  if (json.empty() || !json[0].is_array()) return read_vector(json);
  if (json[0].empty() || !json[0][0].is_array()) return read_matrix(json);
  throw Failure(Ending::wrong, {"", "The result has more than two dimensions.", "", "", "",
                                "Return a matrix, a vector or a number, as the file says."});
}

// ---- What becomes of a call ----

Failure failure_of(const process::Gone& gone) {
  const std::string what = gone.what();
  if (gone.is_late && gone.computed >= Attempt::seconds) {
    return {Ending::timeout,
            {"", fmt::format("Your code computed for {:g} s and did not return.", Attempt::seconds), "", "", "",
             "Is there a loop that never ends? Does its variable change, does its condition become false?"}};
  }
  if (gone.is_late) {
    return {Ending::timeout,
            {"", fmt::format("Your code did not return, and computed for {:.1f} s only.", gone.computed), "", "", "",
             "Does it wait for something, an input or a pause? Else the machine is busy: check once more."}};
  }
  std::string remedy = "Print what it computes, from the first line on, to see how far it comes.";
  if (what.find("signal 11") != std::string::npos) {
    remedy = "Look for a function that calls itself without end, or memory that is not its own.";
  }
  return {Ending::crashed,
          {"", fmt::format("Your program ended before it answered: it {}.", what), "", "", "", remedy}};
}

std::string remedy_for(const std::string& error) {
  const auto has = [&](const char* words) { return error.find(words) != std::string::npos; };
  if (const std::string advice = languages::advise_on_shapes(error); !advice.empty()) return advice;
  if (has("object is not callable")) {
    return "Something that is no function is called: a value such as .imag or .shape is written without brackets, and a "
           "product needs its *.";
  }
  if (has("out of bounds") || has("IndexError")) return "Count from 0: the last index is the size minus 1.";
  return "";
}

Failure failure_of(const Json& answer) {
  const std::string error = terminal::printable_lines(answer.at("error").get<std::string>());
  if (answer.contains("unwritten")) {
    return {Ending::unwritten, {"", "Nothing is written yet at the marked place.", "", "", "",
                                "Write there what the comment asks for, and save."}};
  }
  if (error.find("no valid Python") != std::string::npos) return {Ending::compile_error, {"", error, "", "", "", ""}};
  return {Ending::raised,
          {"", (answer.contains("raised") ? "Your code stopped with an error: " : "") + error, "", "", "",
           remedy_for(error)}};
}

// In the notation of the learner's language.
void spell(Reason& reason, Language language) {
  for (std::string* text : {&reason.explanation, &reason.remedy}) {
    *text = languages::spell(*text, std::string(to_string(language)));
  }
  if (language != Language::python) return;
  for (std::string* text : {&reason.explanation, &reason.where, &reason.evidence, &reason.remedy}) {
    *text = languages::in_square_brackets(*text);
  }
}

process::Command command_of(const fs::path& file, Language language, const fs::path& program) {
  process::Command command;
  if (language == Language::python) {
    command = languages::python_command({fs::absolute(file).string(), "", ""});
  } else {
    command.words = {program.string()};
  }
  command.environment.emplace_back("OPENBLAS_NUM_THREADS", "1");  // threads would only take time to start
  return command;
}

}  // namespace

struct Attempt::Parts {
  Language language;
  fs::path file, program;
  process::GuardedFolder work;
  std::optional<process::Child> process;
  std::string prefix;
};

Attempt::Attempt(const fs::path& file, Language language, const std::vector<std::string>& functions)
    : parts_(std::make_unique<Parts>()) {
  parts_->language = language;
  parts_->file = file;
  parts_->program = parts_->work.path() / "attempt";
  const fs::file_status status = fs::status(file);
  if (!fs::exists(status)) throw std::invalid_argument(fmt::format("there is no file {}", file.string()));
  if (!fs::is_regular_file(status)) throw std::invalid_argument(fmt::format("{} is no regular file", file.string()));
  if (language == Language::cpp) {
    if (const auto error = compile(file, functions, parts_->program, parts_->work)) {
      throw Failure(Ending::compile_error, *error);
    }
  }
  restart();
}

Attempt::~Attempt() = default;

Language Attempt::language() const { return parts_->language; }

void Attempt::restart() {
  try {
    parts_->process.emplace(command_of(parts_->file, parts_->language, parts_->program));
  } catch (const std::invalid_argument& error) {
    if (parts_->language == Language::cpp) throw;
    throw std::invalid_argument(fmt::format("{}; exercises in Python need python3 with NumPy; try: apt install "
                                            "python3-numpy, or say --language cpp", error.what()));
  }
}

Matrices Attempt::call(const std::string& function, const Json& arguments) {
  const Json question = {{"ask", "call"}, {"function", parts_->prefix + function}, {"arguments", arguments}};
  constexpr std::size_t longest = 10'000'000;
  std::string line;
  try {
    line = parts_->process->exchange(question.dump(), seconds, longest, process::Timeout::computing);
  } catch (const process::Gone& gone) {
    throw failure_of(gone);
  }
  const Json answer = Json::parse(line, nullptr, false);
  if (!answer.is_object()) throw Failure(Ending::crashed, {"", "Your program answered nonsense.", "", "", "", ""});
  if (answer.contains("error")) throw failure_of(answer);
  Matrices results;
  for (const Json& result : answer.at("results")) results.push_back(read_result(result));
  return results;
}

std::string Attempt::printed() const {
  const process::Output& output = parts_->process->output();
  if (output.lines() == 0) return "";
  return fmt::format("your code printed {}, the first: {}", terminal::counted(output.lines(), "line"),
                     terminal::printable(languages::warning_without_path(output.first_lines().front()), 120));
}

void Attempt::use_prefix(const std::string& prefix) { parts_->prefix = prefix; }

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  Assessment assessment;
  try {
    assessment = exercise.judge(attempt, exercise);
  } catch (const Failure& failure) {
    assessment = {failure.ending, {failure.reason}, "", ""};
  }
  for (Reason& reason : assessment.reasons) spell(reason, attempt.language());
  assessment.printed = attempt.printed();
  return assessment;
}

Assessment judge(const fs::path& file, Language language, const Exercise& exercise) {
  try {
    Attempt attempt(file, language, {exercise.function});
    return judge(attempt, exercise);
  } catch (const Failure& failure) {
    return {failure.ending, {failure.reason}, "", ""};
  }
}

Json to_argument(const arma::mat& matrix) {
  Json rows = Json::array();
  for (arma::uword i = 0; i < matrix.n_rows; ++i) rows.push_back(to_argument(arma::vec(matrix.row(i).st())));
  return rows;
}

Json to_argument(const arma::vec& vector) {
  Json list = Json::array();
  for (const double entry : vector) list.push_back(entry);
  return list;
}

Json to_affine_argument(const arma::mat& A, const arma::vec& b) {
  return {{"affine", to_argument(arma::mat(arma::join_rows(A, b)))}};
}

Json to_argument(const arma::uvec& labels) {
  Json list = Json::array();
  for (const arma::uword label : labels) list.push_back(label);
  return list;
}

}  // namespace gradlab::teach
