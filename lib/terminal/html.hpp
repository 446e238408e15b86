// Markdown as one page of HTML that needs nothing else: no script, no font, no network.
#pragma once

#include <string>
#include <string_view>

namespace gradlab::terminal {

/// Formulas become characters, as on a terminal. Each heading of the first rank begins a printed page.
std::string to_html(std::string_view markdown, std::string_view title);

}  // namespace gradlab::terminal
