#include "program/problem_setup.hpp"

#include "gradlab/data/embedded.hpp"
#include "gradlab/data/hold_out.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/data/read.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/process/huge_pages.hpp"
#include "gradlab/process/memory.hpp"
#include "gradlab/random.hpp"
#include "program/isolated_reading.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>
#include <stdexcept>
#include <utility>

namespace gradlab::program {

namespace {

// The words of a dataset, for when its numbers have been moved into a model.
struct DataWords {
  std::string name, size, description;
  std::vector<std::string> questions;
};

DataWords words_of(const data::Dataset& dataset, arma::uword examples) {
  return {dataset.name,
          fmt::format("{}: {} of {},", dataset.name, counted(examples, "example"),
                      counted(dataset.X.n_cols, "value")),
          dataset.description, dataset.questions};
}

std::string describe_data(const DataWords& words, const std::string& targets) {
  constexpr std::size_t room = 66;  // of 80 columns, beside the label
  std::string text = words.size + (words.size.size() + 1 + targets.size() > room ? "\n" : " ") + targets;
  if (!words.description.empty()) text += "\n" + words.description;
  return text;
}

// The last column of iris as the target: a real number to predict, where iris has only a label.
data::Dataset predict_last_column(data::Dataset dataset) {
  dataset.y = dataset.X.tail_cols(1);
  dataset.X.shed_col(dataset.X.n_cols - 1);
  dataset.description = "target: the fourth value (petal width), from the other three";
  return dataset;
}

// The kernels go along the rows of X, whose numbers lie far apart.
void use_huge_pages(const arma::mat& X) { process::use_huge_pages(X.memptr(), X.n_elem * sizeof(double)); }

ProblemOptions with_reader(ProblemOptions options) {
  options.reader = this_program();
  return options;
}

data::Dataset debug_dataset() {
  const neural_network::Problem network = neural_network::debug_network();
  return {network.X, arma::conv_to<arma::vec>::from(network.y), "debug", "the debug network's sines", "", ""};
}

// Each report of a verb has room for other things. Each question comes once, where nothing is refused. Where standard
// error is closed the work goes on.
void ask(const DataWords& words) {
  static std::set<std::string> asked;
  for (const std::string& question : words.questions) {
    const std::string line = fmt::format("gradlab: {}: {}\n", words.name, question);
    if (!question.empty() && asked.insert(question).second) std::fwrite(line.data(), 1, line.size(), stderr);
  }
}

void refuse_options_of_files(const ProblemOptions& options, const std::string& name) {
  const char* option = !options.targets.empty() ? "--targets" : "--label-column";
  if (options.targets.empty() && options.label_column.empty()) return;
  throw std::invalid_argument(fmt::format("{} is for data of a file, but the data are {}, which are built in; leave it "
                                          "out, or name a file by --data",
                                          option, name));
}

data::Dataset load_built_in(const Model& model, const std::string& name) {
  if (name == "debug") return debug_dataset();
  if (name == "digits") return data::digits();
  return model.real_targets ? predict_last_column(data::iris()) : data::iris();
}

}  // namespace

data::Dataset load_dataset(const ProblemOptions& options, gradlab::Part part) {
  if (const auto size = read_size(options.memory)) process::limit_memory(static_cast<std::size_t>(*size));
  const Model& model = find_model(options.model);
  const std::string name = !options.data.empty() ? options.data : model.data;
  if (name == "debug" || name == "digits" || name == "iris") {
    refuse_options_of_files(options, name);
    data::Dataset dataset = load_built_in(model, name);
    data::keep_part(dataset, part);
    return dataset;
  }
  data::Dataset dataset = data::read_dataset(name, options.targets, this_program(), options.label_column, part);
  if (!model.real_targets && !options.labels) dataset.questions.push_back(data::question_labels(dataset.y));
  return dataset;
}

void require_examples(const data::Dataset& all, arma::uword count) {
  constexpr arma::uword most_repeated = 1'000'000;
  const arma::uword most = std::max(all.y.n_elem, most_repeated);
  if (count > most) {
    throw std::invalid_argument(fmt::format("expected at most {} examples, but got {}; {} has {}, which are repeated "
                                            "where more are asked for; try fewer",
                                            most, count, all.name, all.y.n_elem));
  }
  constexpr double copies = 2;        // of X: as drawn, and in the model
  constexpr double further = 4;       // numbers an example: its label and its place, twice
  const double numbers = copies * static_cast<double>(all.X.n_cols) + further;
  const double share = static_cast<double>(all.X.n_rows) / static_cast<double>(all.y.n_elem);
  const double bytes = sizeof(double) * share * static_cast<double>(count) * numbers;
  const auto left = static_cast<double>(process::memory_left());
  if (bytes <= left) return;
  throw std::invalid_argument(fmt::format("{} examples of {} values take {} at least, more memory than may be used ({} "
                                          "are left); try fewer, or allow more by --memory",
                                          count, all.X.n_cols, process::name_bytes(bytes), process::name_bytes(left)));
}

void require_network(const ProblemOptions& options, arma::uword num_inputs, arma::uword num_examples) {
  if ((!options.hidden && !options.labels) || !options.weights.empty()) return;
  const auto hidden = static_cast<double>(options.hidden.value_or(25));
  const auto labels = static_cast<double>(options.labels.value_or(1));
  const auto inputs = static_cast<double>(num_inputs), examples = static_cast<double>(num_examples);
  // Three copies of the weights, and for each example two of the hidden units and three of the outputs.
  const double weights = hidden * (inputs + 1) + labels * (hidden + 1);
  const double bytes = sizeof(double) * (3 * weights + examples * (2 * hidden + 3 * labels));
  const auto left = static_cast<double>(process::memory_left());
  if (bytes <= left) return;
  const auto name = [](const char* option, const std::optional<std::uint64_t>& value) {
    return value ? fmt::format("{} {}", option, *value) : "";
  };
  const std::string sizes = terminal::join({name("--hidden", options.hidden), name("--labels", options.labels)}, ", ");
  throw std::invalid_argument(fmt::format("{}: such a network takes {} at least for {}, more memory than may be used "
                                          "({} are left); try fewer, or allow more by --memory",
                                          sizes, process::name_bytes(bytes), counted(num_examples, "example"),
                                          process::name_bytes(left)));
}

data::Dataset draw_examples(data::Dataset all, arma::uword count, std::uint64_t seed) {
  if (count == 0 || count == all.X.n_rows) return all;
  const arma::uvec drawn(draw_numbers(all, count, seed));
  all.X = all.X.rows(drawn);
  all.y = all.y.elem(drawn);
  return all;
}

std::vector<arma::uword> draw_numbers(data::Dataset& all, arma::uword count, std::uint64_t seed) {
  const arma::uword m = all.y.n_elem;
  if (count == 0) count = m;
  else if (count != m) require_examples(all, count);
  std::vector<arma::uword> examples(std::max(count, m));
  for (std::size_t i = 0; i < examples.size(); ++i) examples[i] = i % m;
  if (count > m) {
    all.description += fmt::format("{}its {} repeated", all.description.empty() ? "" : "; ", counted(m, "example"));
  }
  return Random(seed).sample(examples, count);
}

std::string tell_of_data(const data::Dataset& dataset, arma::uword examples, const std::string& targets) {
  const DataWords words = words_of(dataset, examples);
  ask(words);
  return describe_data(words, targets);
}

NetworkProblem load_network(const ProblemOptions& options) {
  data::Dataset used = draw_examples(load_dataset(options), options.examples, options.seed);
  require_network(options, used.X.n_cols, used.X.n_rows);
  const DataWords words = words_of(used, used.X.n_rows);
  use_huge_pages(used.X);
  NetworkProblem network = neural_network::make_problem(with_reader(options), std::move(used));
  network.data = describe_data(words, network.data);
  ask(words);
  return network;
}

ProblemSetup make_problem_setup(const ProblemOptions& options, data::Dataset dataset) {
  data::Dataset used = draw_examples(std::move(dataset), options.examples, options.seed);
  require_network(options, used.X.n_cols, used.X.n_rows);
  const arma::uword examples = used.X.n_rows;
  const DataWords words = words_of(used, examples);
  use_huge_pages(used.X);
  ProblemSetup setup = find_model(options.model).make(with_reader(options), std::move(used));
  setup.examples = examples;
  setup.lambda = options.lambda;
  setup.data = describe_data(words, setup.targets);
  ask(words);
  return setup;
}

}  // namespace gradlab::program
