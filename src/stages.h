// What every stage made of one story, for `explain` and tests.
#pragma once

#include "annotation/annotation.h"
#include "dragoman/engine.h"
#include "findings/findings.h"
#include "mentions/mentions.h"
#include "text/text.h"

namespace dragoman {

struct Stages {
    Text text;
    Annotation annotation;
    Mentions mentions;
    Findings findings;
    Record record;
};

}  // namespace dragoman
