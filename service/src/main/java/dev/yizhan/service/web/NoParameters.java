package dev.yizhan.service.web;

/// For calls that take no query at all: any parameter is refused by its name.
public record NoParameters() {}
