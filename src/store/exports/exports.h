// A store's rows in the forms that others read: GDELT, ICEWS, POLECAT, CSV, JSON lines, Parquet, linked data.
//
// What is written goes to a temporary name beside the one asked for and takes that name when it is whole. Stories are
// read back some hundred at a time, so that memory does not grow with the store. The order is that of publication, and
// the same store gives the same bytes. docs/exports.md says what stands in each column, and what stays empty.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "result.h"

namespace dragoman::store {

/// What counts as one event of GDELT's, ICEWS's and POLECAT's.
enum class Counting { reports, happenings };

struct ExportRequest {
    std::string form;                      ///< one of export_forms()
    std::string into;                      ///< file or folder; empty: the stream
    bool overwrite = false;                ///< take the place of what is there
    std::string from, to;                  ///< stories published on these days, months or years and between
    bool originals = false;                ///< without stories that are copies
    std::vector<std::string> countries{};  ///< rows in which all of these take part: ISO 3166 codes or names in the store
    Counting counting = Counting::reports;
    std::string program;  ///< name and version, for what says who made it
};

struct Exported {
    std::int64_t stories = 0, rows = 0;
    std::map<std::string, std::int64_t> left_out;  ///< rows that the form cannot hold, by reason
    std::vector<std::string> files;                ///< that were written
};

struct ExportForm {
    std::string name, about;
    bool folder = false;  ///< writes a folder, and not to a stream
};

const std::vector<ExportForm>& export_forms();

/// `on_progress` is called now and then with what was written. Errors: no such store, something is in the way, no space.
Result<Exported> export_store(const std::string& store, const ExportRequest& request, std::ostream& stream,
                              const std::function<void(const Exported&)>& on_progress);

}  // namespace dragoman::store
