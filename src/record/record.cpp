#include "record/record.h"

namespace dragoman::record {

Record make(const Story&, const Text& text, const Mentions&, const Findings&, const Versions& versions) {
    Record record;
    record.engine_version = versions.engine;
    record.story.text = text.body;
    return record;
}

std::string to_json(const Record&, bool) { return "{}"; }

std::vector<std::string> check(const Record&) { return {}; }

}  // namespace dragoman::record
