#include "gradlab/data/table.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
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

std::optional<arma::uword> find_named_column(const Contents& contents) {
  for (const char* name : names_of_target_columns) {
    if (const auto found = find_by_name(contents.columns, name)) return found;
  }
  return std::nullopt;
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

bool ends_in(std::string_view name, std::string_view ending) { return name.ends_with(ending); }

// Whether a column of this name may be the number of an example. A column without a name may.
bool may_be_index(const std::string& name) {
  const std::string lower = in_lower_case(name);
  for (const char* known : {"", "id", "index", "unnamed: 0", "no", "no.", "nr", "row", "number", "rownames"}) {
    if (lower == known) return true;
  }
  return ends_in(name, "Id") || ends_in(name, "ID") || ends_in(lower, "_id") || ends_in(lower, " id");
}

bool counts_from(const arma::vec& column, double first) {
  constexpr arma::uword enough = 4;
  if (column.n_elem < enough || column(0) != first) return false;
  return arma::all(column == arma::regspace(first, first + static_cast<double>(column.n_elem) - 1));
}

bool counts(const arma::vec& column) { return counts_from(column, 0) || counts_from(column, 1); }

bool are_distinct(const arma::vec& column) {
  return std::set<double>(column.begin(), column.end()).size() == column.n_elem;
}

std::string name_column(const Contents& contents, arma::uword column) {
  const bool has_name = column < contents.columns.size() && !contents.columns[column].empty();
  return has_name ? fmt::format("column {}, {},", column + 1, excerpt(contents.columns[column]))
                  : fmt::format("column {}", column + 1);
}

// A column that numbers the examples is left out where its name allows it, and else questioned. `column` counts in the
// whole table.
void judge_index(Dataset& dataset, const Contents& contents, arma::uword column, arma::uword place) {
  const arma::vec values = dataset.X.col(place);
  const bool has_names = !contents.columns.empty();
  const bool has_name_of_index = has_names ? may_be_index(contents.columns[column]) : column == 0;
  const bool counts_on = counts(values) || (has_names && has_name_of_index && counts_from(values, values(0)));
  if (counts_on && has_name_of_index && dataset.X.n_cols > 1) {
    dataset.X.shed_col(place);
    dataset.questions.push_back(name_column(contents, column) + " counts the examples and is left out");
  } else if (counts_on && (column == 0 || has_name_of_index)) {
    dataset.questions.push_back(name_column(contents, column) + " counts the examples: is it meant as a feature?");
  } else if (has_names && has_name_of_index && !contents.columns[column].empty() && are_whole(values) &&
             are_distinct(values) && values.n_elem > 3) {
    dataset.questions.push_back(name_column(contents, column) +
                                " has a number of its own for each example: is it meant as a feature?");
  }
}

// From the last to the first: the places before one that is left out stay.
void judge_indices(Dataset& dataset, const Contents& contents, arma::uword target) {
  for (arma::uword place = dataset.X.n_cols; place-- > 0;) {
    judge_index(dataset, contents, place < target ? place : place + 1, place);
  }
}

// ---- Targets that are in doubt ----

// How many of the last columns are one-hot together; 0 where fewer than three are.
arma::uword count_one_hot(const arma::mat& table) {
  constexpr arma::uword least = 3;
  arma::vec sum(table.n_rows, arma::fill::zeros);
  arma::uword count = 0;
  while (count + 1 < table.n_cols) {
    const arma::vec column = table.col(table.n_cols - 1 - count);
    if (arma::any(column != 0 && column != 1) || arma::any(sum + column > 1)) break;
    sum += column;
    ++count;
    if (arma::all(sum == 1)) return count >= least && table.n_rows > count ? count : 0;
  }
  return 0;
}

// The last column was taken because the header tells of no other.
std::string find_doubt_of_last(const Contents& contents) {
  const arma::mat& table = contents.variables.front().values;
  const arma::uword last = table.n_cols - 1;
  if (const arma::uword one_hot = count_one_hot(table)) {
    return fmt::format("the last {} columns are one-hot labels, of which only the last was taken; write the number of "
                       "the label in one column, or save them as y beside X in an .npz file",
                       one_hot);
  }
  const bool has_names = !contents.columns.empty();
  if (!has_names && !look_like_labels(table.col(last)) && look_like_labels(table.col(0))) {
    return fmt::format("column 1 looks like labels ({:g} to {:g}), and the last column, which was taken, does not; say "
                       "which by --label-column 1 or --label-column {}",
                       table.col(0).min(), table.col(0).max(), last + 1);
  }
  if (has_names && may_be_index(contents.columns[last]) && are_distinct(table.col(last)) && table.n_rows > 3) {
    return fmt::format("{} the last one, was taken for the labels, but has another number for each example; name the "
                       "labels by --label-column",
                       name_column(contents, last));
  }
  return "";
}

// A coordinate may be called y too.
std::string find_doubt_of_y(const Contents& contents, arma::uword target) {
  const arma::mat& table = contents.variables.front().values;
  const bool is_y = in_lower_case(contents.columns[target]) == "y" && target + 1 < table.n_cols;
  if (!is_y || !find_by_name(contents.columns, "x") || !look_like_labels(table.col(table.n_cols - 1))) return "";
  return fmt::format("{} was taken for the labels, but it stands beside an x, and {} looks like labels too; say which "
                     "by --label-column {} or --label-column {}",
                     name_column(contents, target), name_column(contents, table.n_cols - 1), target + 1, table.n_cols);
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
  const auto named = is_asked ? find_asked_column(file, contents, label_column) : find_named_column(contents);
  const arma::uword target = named.value_or(table.n_cols - 1);
  dataset.y = table.col(target);
  dataset.description = describe_target(contents, target, table.n_cols);
  if (!is_asked) dataset.doubt = named ? find_doubt_of_y(contents, target) : find_doubt_of_last(contents);
  dataset.X = std::move(table);
  dataset.X.shed_col(target);
  judge_indices(dataset, contents, target);
}

std::string question_label_column(const Contents& contents) {
  const auto named = find_named_column(contents);
  if (!named || in_lower_case(contents.columns[*named]) == "y") return "";
  return name_column(contents, *named) + " is a feature, since the targets are in another file";
}

// ---- Features that give the targets away ----

namespace {

// Whether one follows from the other in every example: each value here has one value there, and the other way round.
bool tell_the_same(const arma::vec& column, const arma::vec& y) {
  constexpr arma::uword enough = 10;  // fewer examples may do so by chance
  if (column.n_elem < enough) return false;
  std::map<double, double> there, back;
  for (arma::uword i = 0; i < column.n_elem; ++i) {
    if (there.try_emplace(column(i), y(i)).first->second != y(i)) return false;
    if (back.try_emplace(y(i), column(i)).first->second != column(i)) return false;
  }
  return there.size() >= 2 && 2 * there.size() <= column.n_elem;
}

}  // namespace

std::string find_targets_within(const Dataset& dataset) {
  const arma::vec y = dataset.y.subvec(dataset.first, arma::size(dataset.X.n_rows, 1));
  for (arma::uword column = 0; column < dataset.X.n_cols; ++column) {
    const arma::vec values = dataset.X.col(column);
    const bool varies = values.n_elem >= 2 && values.max() != values.min();
    const bool is_equal = varies && arma::all(values == y);
    if (!is_equal && !(varies && tell_the_same(values, y))) continue;
    return fmt::format("column {} of X {} the targets: is it meant as a feature?", column + 1,
                       is_equal ? "equals" : "tells");
  }
  return "";
}

}  // namespace gradlab::data
