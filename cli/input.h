// Files and standard input, and how to say what went wrong with them.
#pragma once

#include <string>

#include "result.h"

namespace dragoman::cli {

/// The bytes of a file, or of standard input for "-".
Result<std::string> read_input(const std::string& path);

/// Prints "dragoman: WHERE: WHAT" and what to do on standard error.
void complain(const Error& error);

}  // namespace dragoman::cli
