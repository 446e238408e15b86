// The files of lib/gradlab/languages/adapters as part of the library: nothing needs to be installed to find them.
#pragma once

#include <string_view>

namespace gradlab::languages {

extern const std::string_view python_adapter, python_calling, python_choices, python_classes, python_errors,
    python_finding, python_labels, python_layouts, python_leaves, python_lines, python_loading, python_made,
    python_movers, python_moves, python_objects, python_one_example, python_places, python_program, python_reading,
    python_records, python_removed, python_results, python_runs, python_source, python_state, python_tapes,
    python_tracing, python_turns, python_usage, python_weights, python_wiring, python_words;
extern const std::string_view octave_adapter, octave_called, octave_cut, octave_depth, octave_layouts, octave_loops,
    octave_mask, octave_places, octave_runs, octave_seen, octave_split, octave_stage, octave_weights, octave_words;

}  // namespace gradlab::languages
