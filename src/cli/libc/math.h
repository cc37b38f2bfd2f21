/* SPDX-License-Identifier: MIT */
/* Floating point is parsed, not run. */
#ifndef _MATH_H
#define _MATH_H
double fabs(double x);
double sqrt(double x);
double pow(double x, double y);
double floor(double x);
double ceil(double x);
double sin(double x);
double cos(double x);
double exp(double x);
double log(double x);
double fmod(double x, double y);
double ldexp(double x, int n);
double frexp(double x, int *n);
float fabsf(float x);
#endif
