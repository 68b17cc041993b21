// How long the knowledge takes to load: the tables, then the index of names; the median of 21 loads in one process, in
// milliseconds of its time.  usage: dragoman_knowledge_speed
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include "knowledge/knowledge.h"
#include "mentions/entities/gazetteer.h"

namespace {

double milliseconds() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
    return values[values.size() / 2];
}

}  // namespace

int main() {
    std::vector<double> tables, names;
    for (int i = 0; i < 21; ++i) {
        const double start = milliseconds();
        const auto knowledge = dragoman::Knowledge::embedded();
        const double read = milliseconds();
        const dragoman::mentions::Gazetteer gazetteer(knowledge);
        const double indexed = milliseconds();
        tables.push_back(read - start);
        names.push_back(indexed - read);
        if (i == 0) std::printf("first load: tables %.1f ms, index of names %.1f ms\n", read - start, indexed - read);
    }
    std::printf("median of 21: tables %.1f ms, index of names %.1f ms\n", median(tables), median(names));
}
