/// What tests of the service share: the running service on a real database, and judges of its answers.
package dev.yizhan.service.support;
