package dev.yizhan.service.coverage;

import dev.yizhan.service.web.Language;

/// A map or report and the language that its words came to be in: English where no font here writes Chinese.
record Printed(byte[] bytes, Language language) {}
