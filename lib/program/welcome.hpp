// What `gradlab` alone says.
#pragma once

namespace gradlab::program {

void print_welcome();

}  // namespace gradlab::program
