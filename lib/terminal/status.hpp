// The exit statuses of the command.
#pragma once

namespace gradlab::terminal {

/// interrupted: 128 + SIGINT, as shells have it.
enum ExitStatus { done = 0, disagree = 1, bad_input = 2, undecided = 3, interrupted = 130 };

}  // namespace gradlab::terminal
