// Sends one picture and says how far it is. Resolves to the server's answer; an answer with `error` says why not.
const sendPicture = (address, file, progress) => new Promise((resolve) => {
  const MOST = 40 * 1024 * 1024;
  if (file.size > MOST) {
    resolve({ error: "图片超过 40 MB，请压缩后再传。" });
    return;
  }
  const form = new FormData();
  form.append("file", file);
  const request = new XMLHttpRequest();
  request.open("POST", address);
  request.responseType = "json";
  // The cookie has the token that holds now, whatever sign-in the form was opened under.
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
    ?? document.querySelector('[name="csrfmiddlewaretoken"]').value;
  request.setRequestHeader("X-CSRFToken", token);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress(event.loaded / event.total);
  });
  const ended = "登录已过期，这张没有上传；请另开一页登录，再选一次。";
  const lost = "连不上服务器，这张没有上传；请稍候再选一次。";
  request.addEventListener("load", () => {
    const signedOut = request.responseURL.includes("/login/") || request.status === 403;
    resolve(request.response ?? { error: signedOut ? ended : "服务器没有收下这张图片，请稍候再选一次。" });
  });
  request.addEventListener("error", () => resolve({ error: lost }));
  request.send(form);
});
