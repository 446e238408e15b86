#include "gradlab/data/read.hpp"

#include "gradlab/data/examples.hpp"
#include "gradlab/data/hold_out.hpp"
#include "gradlab/data/isolated_reader.hpp"
#include "gradlab/data/table.hpp"
#include "gradlab/require.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <new>
#include <utility>

namespace gradlab::data {

namespace {

struct Source {
  File file;  ///< its bytes are let go once they are read
  std::string format;
  Contents contents;
};

// The file with its bytes, which the other one loses.
File let_go_of(File& file) {
  return {file.path, std::move(file.bytes), file.was_packed, file.beyond, file.part};
}

// Of a part no more than the beginning where the format finds the rest in the file. A table with a column of targets is
// no X, and is whole.
File load(const std::string& path, Part part, bool is_examples_alone) {
  if (part.is_whole()) return load_file(path);
  const auto reads_parts = [&](const Format& format) {
    return format.reads_parts && (is_examples_alone || format.has_names);
  };
  File file = load_beginning(path, part);
  if (!file.was_packed) {
    const Format& format = find_format(file);
    if (format.needs_beginning_only && reads_parts(format)) return file;
  }
  file = load_file(path);
  if (reads_parts(find_format(file))) file.part = part;
  return file;
}

Source open(const std::string& path, const std::string& reader, Part part = {}, bool is_examples_alone = false) {
  Source source{load(path, part, is_examples_alone), "", {}};
  const Format& format = find_format(source.file);
  source.format = std::string(format.name) + (source.file.was_packed ? ", gzipped" : "");
  const bool isolated = format.may_crash && !reader.empty();
  const std::size_t size = source.file.size();
  try {
    source.contents = isolated ? read_isolated(reader, format, let_go_of(source.file)) : format.read(source.file);
  } catch (const std::bad_alloc&) {
    refuse(source.file, fmt::format("its {} bytes of {} take more memory than may be used; name a smaller file, or "
                                    "allow more by --memory",
                                    size, source.format));
  }
  std::string().swap(source.file.bytes);
  if (source.contents.rows == 0) source.file.part = {};
  if (!source.file.part.is_whole()) require_parts(path, source.contents.rows, part);
  return source;
}

// ---- finding variables ----

Variable* find_variable(Source& source, Names wanted) {
  std::vector<std::string> names;
  for (const Variable& variable : source.contents.variables) names.push_back(variable.name);
  const auto place = find_name(names, wanted);
  return place ? &source.contents.variables[*place] : nullptr;
}

bool has_names(const Source& source) {
  const auto& variables = source.contents.variables;
  return variables.size() != 1 || !variables.front().name.empty();
}

std::string list_names(const Source& source) {
  constexpr std::size_t most = 8;
  std::string text;
  const auto& variables = source.contents.variables;
  for (std::size_t i = 0; i < std::min(variables.size(), most); ++i) {
    text += (i == 0 ? "" : ", ") + excerpt(variables[i].name);
  }
  return text.empty() ? "nothing" : text + (variables.size() > most ? ", ..." : "");
}

std::string name_variable(const Variable& variable, const std::string& otherwise) {
  return variable.name.empty() ? otherwise : excerpt(variable.name);
}

arma::mat& require_values(const Source& source, Variable& variable) {
  if (!variable.problem.empty()) {
    refuse(source.file, fmt::format("expected {} to be a matrix of real numbers, but it is {}; save it as one",
                                    name_variable(variable, "the data"), variable.problem));
  }
  if (variable.values.is_empty()) {
    refuse(source.file, fmt::format("expected numbers in {}, but it is empty", name_variable(variable, "the data")));
  }
  return variable.values;
}

void require_finite_in(const Source& source, const std::string& name, const arma::mat& matrix,
                       arma::uword first_row = 0) {
  try {
    require_finite(name, matrix, first_row);
  } catch (const std::invalid_argument& error) {
    refuse(source.file, fmt::format("{}; remove that example or fill it in", error.what()));
  }
}

arma::vec to_vector(const Source& source, const std::string& name, const arma::mat& values) {
  if (values.is_vec()) return arma::vectorise(values);
  refuse(source.file, fmt::format("expected {} to be one row or column, but it is {} x {}; save it as one", name,
                                  values.n_rows, values.n_cols));
}

// ---- data sets ----

Shape shape_of(const arma::mat& matrix) { return {matrix.n_rows, matrix.n_cols}; }

Variable& require_variable(Source& source, Names names, const std::string& advice) {
  if (!has_names(source)) return source.contents.variables.front();
  if (Variable* variable = find_variable(source, names)) return *variable;
  refuse(source.file,
         fmt::format("expected a variable {}, but found {}; {}", *names.begin(), list_names(source), advice));
}

// A matrix of 0 and 1 with one 1 in each row: its column, from 1, is the label. Else empty.
arma::vec read_one_hot(const arma::mat& values) {
  const bool is_binary = arma::all(arma::vectorise((values == 0) + (values == 1)) == 1);
  if (values.n_cols < 2 || values.n_rows < 2 || !is_binary || arma::any(arma::sum(values, 1) != 1)) return {};
  return arma::conv_to<arma::vec>::from(arma::index_max(values, 1)) + 1;
}

// All of them, also where X has a part.
arma::uword count_examples(const Dataset& dataset, const Source& source) {
  return source.file.part.is_whole() ? dataset.X.n_rows : source.contents.rows;
}

void take_targets(Dataset& dataset, Source& source, arma::uword examples) {
  Variable& y = require_variable(source, names_of_targets, "save the targets as y");
  const arma::mat& values = require_values(source, y);
  const bool turned = are_turned(shape_of(values), examples, source.contents.rows_are_certain);
  dataset.y = read_one_hot(turned ? arma::mat(values.st()) : values);
  if (!dataset.y.is_empty()) {
    dataset.description = fmt::format("targets: {} one-hot columns", turned ? values.n_rows : values.n_cols);
    return;
  }
  dataset.y = to_vector(source, name_variable(y, "the targets"), values);
}

void take_examples(Dataset& dataset, Source& source) {
  const Share mine = source.file.part.of(source.contents.rows);
  dataset.first = mine.begin;
  dataset.X = std::move(require_values(source, require_variable(source, names_of_examples, "save the examples as X")));
  if (source.file.part.is_whole() || dataset.X.n_rows == mine.count()) return;
  refuse(source.file, fmt::format("expected {} of {} examples, but reading it yielded {}: it must be damaged; save it "
                                  "again",
                                  mine.count(), source.contents.rows, dataset.X.n_rows));
}

// Where the file itself has no y, its reader could not tell the order of X.
void orient(Dataset& dataset, const Source& source) {
  const Order order = find_order(shape_of(dataset.X), shape_of(dataset.y));
  if (source.contents.rows_are_certain || order != Order::by_columns) return;
  arma::inplace_trans(dataset.X);
  dataset.description = terminal::join({dataset.description, "X transposed: written by columns"}, "; ");
}

// Whole numbers up to 255 in many columns: pixels, which only IDX files have divided by 255.
bool are_pixels(const arma::mat& X) {
  constexpr arma::uword few = 16;
  constexpr double bright = 100, brightest = 255;
  if (X.n_cols < few || X.min() < 0 || X.max() < bright || X.max() > brightest) return false;
  return std::all_of(X.begin(), X.end(), [](double value) { return value == std::floor(value); });
}

void ask_questions(Dataset& dataset, const Source& source, bool has_targets_of_its_own) {
  auto& questions = dataset.questions;
  questions.insert(questions.begin(), source.contents.questions.begin(), source.contents.questions.end());
  if (has_targets_of_its_own) questions.push_back(question_label_column(source.contents));
  questions.push_back(find_targets_within(dataset));
  const bool says_bytes = source.contents.description.find(undivided_bytes) != std::string::npos;
  if (!says_bytes && are_pixels(dataset.X)) questions.emplace_back(undivided_bytes);
  std::erase(questions, "");
  dataset.description = terminal::join({dataset.description, terminal::join(questions, "; ")}, "; ");
  if (says_bytes) questions.emplace_back(undivided_bytes);
}

void require_same_length(const Dataset& dataset, const Source& source, const std::string& targets_path) {
  const arma::uword examples = count_examples(dataset, source);
  if (examples == dataset.y.n_elem) return;
  refuse(source.file, fmt::format("expected a target for each of the {} examples (rows of X), but {} has {}; try other "
                                  "targets, or transpose X",
                                  examples, targets_path.empty() ? "y" : targets_path, dataset.y.n_elem));
}

// ---- weights ----

const Names names_of_unrolled = {"nn_params", "theta", "weights", "unrolled"};

// Only one of the two orientations lets the rows of Theta1 be the columns of Theta2 but the bias.
void orient(Weights& weights, const Source& source) {
  const bool fits = weights.Theta2.n_cols == weights.Theta1.n_rows + 1;
  if (source.contents.rows_are_certain || fits || weights.Theta2.n_rows != weights.Theta1.n_cols + 1) return;
  arma::inplace_trans(weights.Theta1);
  arma::inplace_trans(weights.Theta2);
}

Variable* find_unrolled(Source& source) {
  if (Variable* named = find_variable(source, names_of_unrolled)) return named;
  auto& variables = source.contents.variables;
  return variables.size() == 1 ? &variables.front() : nullptr;
}

Weights read_matrices(const Source& source, Variable& Theta1, Variable& Theta2) {
  Weights weights{require_values(source, Theta1), require_values(source, Theta2), {}};
  orient(weights, source);
  require_finite_in(source, "Theta1", weights.Theta1);
  require_finite_in(source, "Theta2", weights.Theta2);
  return weights;
}

}  // namespace

Dataset read_dataset(const std::string& path, const std::string& targets_path, const std::string& reader,
                     const std::string& label_column, Part part) {
  Source source = open(path, reader, part, !targets_path.empty());
  Dataset dataset;
  if (!label_column.empty() && (!targets_path.empty() || has_names(source))) {
    refuse(source.file, fmt::format("--label-column is for a table; its targets are {}; leave the option out",
                                    targets_path.empty() ? "a variable of their own" : "in another file"));
  }
  if (!targets_path.empty()) {
    take_examples(dataset, source);
    Source targets = open(targets_path, reader);
    take_targets(dataset, targets, count_examples(dataset, source));
  } else if (has_names(source)) {
    take_examples(dataset, source);
    take_targets(dataset, source, count_examples(dataset, source));
  } else {
    require_values(source, source.contents.variables.front());
    split_table(dataset, source.file, source.contents, label_column);
  }
  orient(dataset, source);
  require_same_length(dataset, source, targets_path);
  require_finite_in(source, "X", dataset.X, dataset.first);
  require_finite_in(source, "y", dataset.y);
  ask_questions(dataset, source, !targets_path.empty());
  dataset.name = terminal::printable(std::filesystem::path(path).filename().string());
  dataset.description = terminal::join({source.format, source.contents.description, dataset.description}, "; ");
  if (source.file.part.is_whole()) {
    require_parts(path, dataset.X.n_rows, part);
    keep_part(dataset, part);
  }
  return dataset;
}

Weights read_weights(const std::string& path, const std::string& reader) {
  Source source = open(path, reader);
  Variable* Theta1 = find_variable(source, {"Theta1"});
  Variable* Theta2 = find_variable(source, {"Theta2"});
  if (Theta1 && Theta2) return read_matrices(source, *Theta1, *Theta2);
  Variable* unrolled = find_unrolled(source);
  if (!unrolled) {
    refuse(source.file, fmt::format("expected Theta1 and Theta2, or one vector of all weights, but found {}; save "
                                    "them by these names",
                                    list_names(source)));
  }
  Weights weights;
  weights.unrolled = to_vector(source, name_variable(*unrolled, "the weights"), require_values(source, *unrolled));
  require_finite_in(source, "weights", weights.unrolled);
  return weights;
}

}  // namespace gradlab::data
