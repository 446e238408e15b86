#include "gradlab/data/table.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

namespace gradlab::data {

namespace {

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}


// ---- The column of targets ----

// Other columns may be called y too, as a coordinate is; so the plainer names come first.
constexpr const char* names_of_target_columns[] = {"label", "labels", "class",  "species", "target",
                                                   "targets", "y",    "digit"};

std::optional<arma::uword> find_by_name(const std::vector<std::string>& columns, const std::string& name) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const std::string& column) {
    return in_lower_case(column) == in_lower_case(name);
  });
  if (found == columns.end()) return std::nullopt;
  return static_cast<arma::uword>(found - columns.begin());
}

std::optional<arma::uword> find_by_number(const std::string& text, arma::uword columns) {
  arma::uword number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_column = error == std::errc() && end == text.data() + text.size() && number >= 1 && number <= columns;
  if (!is_column) return std::nullopt;
  return number - 1;
}

arma::uword find_asked_column(const File& file, const Contents& contents, const std::string& asked) {
  const arma::uword count = contents.variables.front().values.n_cols;
  if (const auto by_name = find_by_name(contents.columns, asked)) return *by_name;
  if (const auto by_number = find_by_number(asked, count)) return *by_number;
  std::string there = fmt::format("columns 1 to {}", count);
  for (std::size_t i = 0; i < std::min<std::size_t>(contents.columns.size(), 8); ++i) {
    there += (i == 0 ? ", called " : ", ") + excerpt(contents.columns[i]);
  }
  refuse(file, fmt::format("expected a column {} of labels, but it has {}{}; name one of these by --label-column",
                           excerpt(asked), there, contents.columns.size() > 8 ? ", ..." : ""));
}

arma::uword find_target_column(const Contents& contents) {
  for (const char* name : names_of_target_columns) {
    if (const auto found = find_by_name(contents.columns, name)) return *found;
  }
  return contents.variables.front().values.n_cols - 1;
}

std::string describe_target(const Contents& contents, arma::uword target, arma::uword count) {
  if (target + 1 == count) return "targets: the last column";
  const bool has_name = target < contents.columns.size() && !contents.columns[target].empty();
  if (!has_name) return fmt::format("targets: column {}", target + 1);
  return fmt::format("targets: column {}, {}", target + 1, excerpt(contents.columns[target]));
}

// ---- Columns that look like labels, or like a number for each example ----

bool are_whole(const arma::vec& column) { return arma::all(column == arma::floor(column)); }

// The whole numbers from 0 or 1 to a small K, nearly all of which occur, each several times.
bool look_like_labels(const arma::vec& column) {
  constexpr double most = 100;
  if (!column.is_finite() || !are_whole(column) || column.min() < 0 || column.min() > 1 || column.max() > most)
    return false;
  const std::set<double> distinct(column.begin(), column.end());
  const auto count = static_cast<double>(distinct.size());
  return count >= 2 && count >= 0.8 * (column.max() - column.min() + 1) &&
         static_cast<double>(column.n_elem) >= 2 * count;
}

bool counts(const arma::vec& column) {
  constexpr arma::uword enough = 4;
  if (column.n_elem < enough || (column(0) != 0 && column(0) != 1)) return false;
  return arma::all(column == arma::regspace(column(0), column(0) + static_cast<double>(column.n_elem) - 1));
}

// Whether a column of this name may be the number of an example. A column without a name may.
bool may_be_index(const Contents& contents, arma::uword column) {
  if (contents.columns.empty()) return true;
  const std::string name = in_lower_case(contents.columns[column]);
  for (const char* known : {"", "id", "index", "unnamed: 0", "no", "nr", "row", "number", "rownames"}) {
    if (name == known) return true;
  }
  return false;
}

void leave_out_index(Dataset& dataset, const Contents& contents, arma::uword target) {
  if (target == 0 || dataset.X.n_cols < 2 || !counts(dataset.X.col(0))) return;
  if (may_be_index(contents, 0)) {
    dataset.X.shed_col(0);
    dataset.description += "; column 1 counts the examples and is left out";
  } else {
    dataset.description += fmt::format("; column 1, {}, counts the examples", excerpt(contents.columns[0]));
  }
}

std::string find_doubt(const arma::mat& table, arma::uword target) {
  if (target == 0 || look_like_labels(table.col(target)) || !look_like_labels(table.col(0))) return "";
  return fmt::format("column 1 looks like labels ({:g} to {:g}), and the last column, which was taken, does not; say "
                     "which by --label-column 1 or --label-column {}",
                     table.col(0).min(), table.col(0).max(), target + 1);
}

}  // namespace

void split_table(Dataset& dataset, const File& file, Contents& contents, const std::string& label_column) {
  arma::mat& table = contents.variables.front().values;
  if (table.n_cols < 2 || !contents.may_hold_targets) {
    refuse(file, fmt::format("expected values and targets, but found {} x {} numbers of one kind; name the file with "
                             "the targets by --targets",
                             table.n_rows, table.n_cols));
  }
  const bool is_asked = !label_column.empty();
  const arma::uword target = is_asked ? find_asked_column(file, contents, label_column) : find_target_column(contents);
  dataset.y = table.col(target);
  dataset.description = describe_target(contents, target, table.n_cols);
  if (!is_asked && contents.columns.empty()) dataset.doubt = find_doubt(table, target);
  dataset.X = std::move(table);
  dataset.X.shed_col(target);
  leave_out_index(dataset, contents, target);
}

std::string find_targets_within(const Dataset& dataset) {
  for (arma::uword column = 0; column < dataset.X.n_cols; ++column) {
    const arma::vec values = dataset.X.col(column);
    if (values.n_elem < 2 || values.max() == values.min() || arma::any(values != dataset.y)) continue;
    return fmt::format("column {} of X equals the targets: is it meant as a feature?", column + 1);
  }
  return "";
}

}  // namespace gradlab::data
