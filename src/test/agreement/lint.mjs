// node lint.mjs <folder>: runs Microsoft's rules and ESLint's own over the scripts of a folder and prints a line for each
// report: file, rule, line, message, with tabs between them. A script that is none gives one of the rule "parse".
import fs from 'node:fs';
import path from 'node:path';
import { Linter } from 'eslint';
import powerApps from '@microsoft/eslint-plugin-power-apps';
import sdl from '@microsoft/eslint-plugin-sdl';

const rules = {
  'no-alert': 'error',
  'no-console': 'error',
  'no-debugger': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-with': 'error',
  eqeqeq: 'error',
};
for (const name of Object.keys(powerApps.rules)) {
  rules[`power-apps/${name}`] = 'error';
}
for (const name of [
  'no-cookies',
  'no-document-domain',
  'no-document-write',
  'no-html-method',
  'no-inner-html',
  'no-insecure-url',
  'no-msapp-exec-unsafe',
  'no-postmessage-star-origin',
  'no-winjs-html-unsafe',
]) {
  rules[`sdl/${name}`] = 'error';
}
const globals = {};
for (const name of ['window', 'self', 'console', 'alert', 'confirm', 'prompt', 'setTimeout', 'setInterval', 'execScript']) {
  globals[name] = 'readonly';
}

const linter = new Linter({ configType: 'flat' });

function lint(code, sourceType, ecmaVersion, chosen) {
  return linter.verify(code, {
    plugins: { 'power-apps': powerApps, sdl },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    languageOptions: { ecmaVersion, sourceType, globals },
    rules: chosen,
  });
}

function failure(messages) {
  return messages.find((message) => message.fatal);
}

// A script, or where it is none, a module.
function best(code, ecmaVersion, chosen) {
  const script = lint(code, 'script', ecmaVersion, chosen);
  if (!failure(script)) {
    return script;
  }
  const module = lint(code, 'module', ecmaVersion, chosen);
  return failure(module) && !/import|export|await/.test(failure(script).message) ? script : module;
}

const lines = [];
for (const file of fs.readdirSync(process.argv[2]).sort()) {
  const code = fs.readFileSync(path.join(process.argv[2], file), 'utf8');
  const add = (rule, message) =>
    lines.push([file, rule, message.line, message.message.replace(/\s+/g, ' ').slice(0, 120)].join('\t'));
  // Where a script is strict as a whole, Microsoft's checker has nothing to say of its functions.
  const whole = /^(?:\s|\/\/.*|\/\*(?:[^*]|\*(?!\/))*\*\/)*(['"])use strict\1/.test(code.replace(/^\uFEFF/, ''));
  const found = best(code, 'latest', { ...rules, strict: ['error', whole ? 'global' : 'function'] });
  for (const message of found) {
    // the other things that the rule says: a directive too many, a directive that cannot be
    if (message.ruleId === 'strict' && !/^(Use the function form|Wrap|Use the global form)/.test(message.message)) {
      continue;
    }
    if (!message.ruleId && !message.fatal) {
      continue; // a comment of ESLint has no effect here
    }
    add(message.fatal ? 'parse' : message.ruleId, message);
  }
  const old = failure(best(code, 2018, {}));
  if (old) {
    add('parse-2018', old);
  }
}
fs.writeFileSync(1, lines.join('\n') + '\n');
