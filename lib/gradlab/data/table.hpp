// Tells the column of targets from the examples in a table without named variables. See read.hpp for files.
#pragma once

#include "gradlab/data/dataset.hpp"
#include "gradlab/data/format.hpp"

#include <string>

namespace gradlab::data {

/// The targets are the column `label_column` (its name, or its number from 1). Empty: the column that the header calls
/// label, class, species, target or y; else the last one. A column that counts the examples is left out.
/// The numbers are moved out of `contents`. The description says what was taken. Dataset::doubt says that other columns
/// look more like labels.
/// throws std::invalid_argument, naming the file, if there is no such column, or the table holds one column only.
void split_table(Dataset& dataset, const File& file, Contents& contents, const std::string& label_column);

/// "column 3, 'label', is a feature, ..." where the header calls a column so; else "".
std::string question_label_column(const Contents& contents);

/// "column 7 of X equals the targets: ...", or "tells" them under other names; "" where none does.
std::string find_targets_within(const Dataset& dataset);

}  // namespace gradlab::data
